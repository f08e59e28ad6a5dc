/// Lets few people listen at once: a stream holds its worker, and its seat at Phonet, for as long as
/// the sound takes to come.
final class ListeningGate: Sendable {
    /// Of the three seats at Phonet: one is left for calls and checks.
    static let places = 2

    private let listeners = PhonetLimiter(permits: ListeningGate.places)
    private let line: PhonetLimiter

    init(_ line: PhonetLimiter) { self.line = line }

    /// Holds a place until it is let go of; nil when somebody must finish first.
    func enter() -> Permit? {
        guard let listener = listeners.seat(), let atPhonet = line.seat() else { return nil }
        return Permit(listener: listener, atPhonet: atPhonet)
    }

    /// A place of somebody who listens; whoever drops it leaves.
    struct Permit: Sendable {
        private let listener: PhonetLimiter.Permit
        private let atPhonet: PhonetLimiter.Permit

        fileprivate init(listener: PhonetLimiter.Permit, atPhonet: PhonetLimiter.Permit) {
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
