using System.Numerics.Tensors;

namespace DrumAI.Training.Heads;

/// <summary>
/// Finds the minimum of a smooth convex function: limited-memory BFGS (D. C. Liu, J. Nocedal, "On the limited memory BFGS method for large scale optimization", 1989) with a
/// backtracking line search. The same function and start give the same answer.
/// </summary>
internal static class Lbfgs
{
    private const int Memory = 8;
    private const double SufficientDecrease = 1e-4;

    /// <summary>Minimises a function from where <paramref name="point"/> stands, in place.</summary>
    /// <param name="function">Answers its value at a point, and writes its gradient.</param>
    /// <param name="point">Where to start; in the end the minimum.</param>
    /// <param name="maxSteps">Most steps.</param>
    /// <param name="tolerance">Done where a step gains less than this share of the value.</param>
    /// <param name="seen">Told the value after each step.</param>
    public static void Minimise(Func<double[], double[], double> function, double[] point, int maxSteps, double tolerance, Action<int, double>? seen = null)
    {
        var history = new List<(double[] Step, double[] Change, double Rho)>();
        var gradient = new double[point.Length];
        double value = function(point, gradient);
        for (int step = 1; step <= maxSteps; step++)
        {
            double[] direction = Direction(gradient, history);
            double slope = TensorPrimitives.Dot<double>(direction, gradient);
            if (slope >= 0) return;
            var next = new double[point.Length];
            var nextGradient = new double[point.Length];
            double length = history.Count == 0 ? Math.Min(1, 1 / TensorPrimitives.Norm<double>(gradient)) : 1, nextValue;
            for (int halving = 0; ; halving++)
            {
                TensorPrimitives.MultiplyAdd(direction, length, point, next);
                nextValue = function(next, nextGradient);
                if (nextValue <= value + (SufficientDecrease * length * slope)) break;
                if (halving == 30) return;
                length /= 2;
            }

            var moved = new double[point.Length];
            var changed = new double[point.Length];
            TensorPrimitives.Subtract<double>(next, point, moved);
            TensorPrimitives.Subtract<double>(nextGradient, gradient, changed);
            double curvature = TensorPrimitives.Dot<double>(moved, changed);
            if (curvature > 1e-12)
            {
                history.Add((moved, changed, 1 / curvature));
                if (history.Count > Memory) history.RemoveAt(0);
            }

            bool isDone = value - nextValue < tolerance * Math.Abs(value);
            next.CopyTo(point, 0);
            (gradient, value) = (nextGradient, nextValue);
            seen?.Invoke(step, value);
            if (isDone) return;
        }
    }

    /// <summary>The two-loop recursion: minus the inverse Hessian, as the last steps know it, times the gradient.</summary>
    private static double[] Direction(double[] gradient, List<(double[] Step, double[] Change, double Rho)> history)
    {
        var direction = Array.ConvertAll(gradient, g => -g);
        var alphas = new double[history.Count];
        for (int i = history.Count - 1; i >= 0; i--)
        {
            alphas[i] = history[i].Rho * TensorPrimitives.Dot<double>(history[i].Step, direction);
            TensorPrimitives.MultiplyAdd(history[i].Change, -alphas[i], direction, direction);
        }

        if (history.Count > 0)
        {
            var (step, change, _) = history[^1];
            TensorPrimitives.Multiply(direction, TensorPrimitives.Dot<double>(step, change) / TensorPrimitives.Dot<double>(change, change), direction);
        }

        for (int i = 0; i < history.Count; i++)
            TensorPrimitives.MultiplyAdd(history[i].Step, alphas[i] - (history[i].Rho * TensorPrimitives.Dot<double>(history[i].Change, direction)), direction, direction);
        return direction;
    }
}
