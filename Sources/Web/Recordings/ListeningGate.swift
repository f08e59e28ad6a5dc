/// Lets few people listen at once: a stream holds its worker, and its seat at Phonet, for as long as
/// the sound takes to come.
final class ListeningGate: Sendable {
    /// Of the three seats at Phonet: one is left for calls and checks.
    static let places = 2

    private let listeners = PhonetLimiter(permits: ListeningGate.places)
    private let line: PhonetLimiter

    init(_ line: PhonetLimiter) { self.line = line }

    /// Holds a place until it is let go of; nil when somebody must finish first.
    func enter() -> Place? {
        guard let listener = listeners.seat(), let atPhonet = line.seat() else { return nil }
        return Place(listener: listener, atPhonet: atPhonet)
    }

    /// A place of somebody who listens; whoever drops it leaves.
    struct Place: Sendable {
        private let listener: PhonetLimiter.Seat
        private let atPhonet: PhonetLimiter.Seat

        fileprivate init(listener: PhonetLimiter.Seat, atPhonet: PhonetLimiter.Seat) {
            self.listener = listener
            self.atPhonet = atPhonet
        }

        /// Lets the next one in.
        func leave() {
            atPhonet.release()
            listener.release()
        }
    }
}
