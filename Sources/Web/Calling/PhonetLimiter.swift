import BackgroundWork

extension Limiter {
    /// Conversations with Phonet at once in the whole process, of the eight workers that are the
    /// default: a Phonet that hangs holds up three workers and leaves the others to webhooks.
    static let phonetPlaces = 3

    /// The limiter of conversations with Phonet; the process has one.
    static func phonet() -> Limiter { Limiter(places: phonetPlaces) }
}
