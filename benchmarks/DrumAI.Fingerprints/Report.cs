namespace DrumAI.Fingerprints;
internal static class Report {
  public static string Write(Measurement m) { var w=new StringWriter();
   long pairs=m.Strangers.Sum()+m.Siblings.Sum(); w.WriteLine($"pairs {pairs} siblings {m.Siblings.Sum()}");
   foreach(int T in new[]{6,8,10,12,13,14,15,16,18,20,24,28,32,36,40}){ long st=m.Strangers.Take(T+1).Sum(), sb=m.Siblings.Take(T+1).Sum();
     w.WriteLine($"T={T} all/1e5 {1e5*(st+sb)/pairs:F2} strangers {1e5*st/pairs:F2} siblings {100.0*sb/m.Siblings.Sum():F2}% | "+string.Join(" ",m.Copies.Select(c=>$"{c.Key}:{100.0*c.Value.Count(v=>v.Distance<=T)/c.Value.Count:F1}"))); }
   foreach(var c in m.Copies){ var s=c.Value.Select(v=>v.Correlation).Order().ToArray(); w.WriteLine($"cc {c.Key}: p0.5 {s[s.Length/200]:F3} p1 {s[s.Length/100]:F3} p5 {s[s.Length/20]:F3} median {s[s.Length/2]:F4}"); }
   foreach(var g in m.Close.Where(c=>c.Distance<=24).GroupBy(c=>(c.AreSiblings,c.Distance/6)).OrderBy(g=>g.Key)){ var s=g.Select(v=>v.Correlation).Order().ToArray(); w.WriteLine($"close sib {g.Key.AreSiblings} d{g.Key.Item2*6}: n {s.Length} cc>.9 {s.Count(v=>v>.9)} >.95 {s.Count(v=>v>.95)} >.98 {s.Count(v=>v>.98)} >.99 {s.Count(v=>v>.99)} >.995 {s.Count(v=>v>.995)}"); }
   foreach(var c in m.Close.Where(c=>c.Distance<=8).OrderBy(c=>c.Correlation).Take(30).Concat(m.Close.Where(c=>c.Distance<=14).OrderByDescending(c=>c.Correlation).Take(15))) w.WriteLine($"{c.Distance} {c.Correlation:F3} {c.AreSiblings} {c.A[20..]} | {c.B[20..]}");
   return w.ToString(); } }
