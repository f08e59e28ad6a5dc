import Store

extension API {
    /// The sound of a call; whoever has a token may listen, and the audit names the token.
    func playRecording(_ uuid: String, _ request: APIRequest) throws -> Answer {
        let settings = store.settings.settings
        let wish = Recordings.Wish(
            uuid: uuid, range: request.range, isHead: request.isHead, author: request.author,
            zone: Voice(settings.language, timezone: settings.timezone, now: request.now),
            now: request.now)
        return switch try recordings.open(wish) {
        case .success(let answer): answer
        case .failure(let refusal): refusal.problem
        }
    }
}
