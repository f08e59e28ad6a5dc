import BackgroundWork

extension Limiter {
    /// Requests to Phonet at once in the whole process. When Phonet hangs, 3 workers wait for it;
    /// the other 5 of the default 8 go on answering webhooks.
    static let phonetPlaces = 3

    /// Makes the limiter of requests to Phonet. The process has one.
    static func phonet() -> Limiter { Limiter(places: phonetPlaces) }
}
