import FastCGI

/// Whether the gateway still does its work: some worker is free or goes on, and the writer
/// answers. One stuck request is no reason to start anew; nothing but stuck ones is.
struct Watchdog: Sendable {
    private var earlier: WorkerProgress?

    init() {}

    /// - Parameter turns: of now; compared with those of the look before.
    mutating func isContent(_ turns: WorkerProgress, writerAnswers: Bool) -> Bool {
        defer { earlier = turns }
        guard writerAnswers else { return false }
        return earlier.map { !turns.areStuck(since: $0) } ?? true
    }
}
