namespace DrumAI.Search;

/// <summary>Reading and writing under a lock.</summary>
internal static class LockScope
{
    public static T Read<T>(this ReaderWriterLockSlim gate, Func<T> read)
    {
        gate.EnterReadLock();
        try
        {
            return read();
        }
        finally
        {
            gate.ExitReadLock();
        }
    }

    public static T Write<T>(this ReaderWriterLockSlim gate, Func<T> write)
    {
        gate.EnterWriteLock();
        try
        {
            return write();
        }
        finally
        {
            gate.ExitWriteLock();
        }
    }
}
