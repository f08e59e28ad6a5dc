import BackgroundWork
import CallRules
import HTTPTypes
import Phonet
import Store

/// Passes recordings to the listener: the copy on this server if there is one, else from Phonet. The
/// listener never sees Phonet's URL.
struct Recordings: Sendable {
    let store: Store
    private let phonet: PhonetAccess
    /// Recordings played at once: 2 of the 3 permits for requests to Phonet, so that one permit
    /// stays free for calls and checks. A recording holds its worker and a permit of both limiters
    /// until the whole sound is passed on.
    private let listening = Limiter(places: 2)
    private let phonetLimiter: Limiter

    init(store: Store, phonet: PhonetAccess, phonetLimiter: Limiter) {
        self.store = store
        self.phonet = phonet
        self.phonetLimiter = phonetLimiter
    }

    /// A request to play or download a recording.
    struct RecordingRequest {
        /// The uuid of a leg, in any spelling: its own recording, else the first of its call.
        let uuid: String
        /// The value of the `Range` field; nil: the whole recording.
        let range: String?
        /// Whether it is a HEAD request, which is not audited as listening.
        let isHead: Bool
        /// Whether the browser saves it as a file instead of playing it.
        var isDownload = false
        let author: Author
        /// The language and time zone of the file name.
        let localize: Localizer
        let now: Instant
    }

    /// Opens a recording. Its sound is read from Phonet while the response is written.
    ///
    /// - Throws: `StoreError`, also when the audit entry of the listening cannot be written.
    func open(_ wish: RecordingRequest) throws -> Result<Answer, RecordingRefusal> {
        guard let detail = try store.call(uuid: wish.uuid, seenBy: wish.author.viewer) else {
            return .failure(.noCall)
        }
        let call = detail.call
        guard let leg = detail.recording(of: wish.uuid), let address = leg.recordingURL else {
            let isComing = call.recording(at: wish.now) == .preparing
            return .failure(isComing ? .preparing : .noRecording)
        }
        if let copy = try store.recordingCopy(ofLeg: leg.uuid) {
            if let answer = copy.answer(range: wish.range) {
                return .success(try answered(answer, copy.contentType, leg, call, wish))
            }
            // Somebody deleted the file.
            try store.wantRecording(ofLeg: leg.uuid, at: wish.now)
        }
        guard let listener = listening.permit(), let asker = phonetLimiter.permit() else {
            return .failure(.busy)
        }
        switch account.flatMap({ $0.recording(address, range: wish.range) }) {
        case .success(let recording):
            try store.wantRecording(ofLeg: leg.uuid, at: wish.now)
            return .success(
                try answered(
                    .recording(recording, holding: [asker, listener]), recording.contentType, leg,
                    call, wish))
        case .failure(let failure):
            return .failure(try refusal(failure, of: leg.uuid, wish))
        }
    }

    /// The answer with the file's name; the listening is stored.
    private func answered(
        _ answer: Answer, _ type: String?, _ leg: LegRow, _ call: CallRow, _ wish: RecordingRequest
    ) throws -> Answer {
        if !wish.isHead, answer.status != .rangeNotSatisfiable {
            try store.saveListening(to: leg.uuid, of: call, by: wish.author, at: wish.now)
        }
        guard let type, answer.status != .rangeNotSatisfiable else { return answer }
        var answer = answer
        let name = RecordingName(call: call, localize: wish.localize, type: type).text
        let kind = wish.isDownload ? "attachment" : "inline"
        answer.fields[.contentDisposition] = "\(kind); filename=\"\(name)\""
        return answer
    }

    private var account: Result<PhonetAccount, PhonetError> {
        let settings = store.settings.settings
        return phonet.account(domain: settings.phonetDomain, apiKey: settings.phonetAPIKey)
    }

    /// Stores the error with the leg and returns the refusal: `preparing` while Phonet may still
    /// finish the recording, else `phonet`.
    private func refusal(
        _ failure: PhonetError, of leg: String, _ wish: RecordingRequest
    ) throws -> RecordingRefusal {
        let now = wish.now
        let isNotReady = failure == .recordingNotReady
        try store.saveRecordingError(failure, isNotReady: isNotReady, of: leg, at: now)
        guard isNotReady,
            try store.call(uuid: leg, seenBy: wish.author.viewer)?
                .recording(of: leg)?.recording(at: now) == .preparing
        else { return .phonet(failure) }
        return .preparing
    }
}

extension Answer {
    /// The sound of a call with Phonet's status (200, 206, or 416 without sound). The permits are
    /// released after the last piece, or when the client disconnects.
    fileprivate static func recording(
        _ recording: PhonetRecording, holding permits: [Limiter.Permit]
    ) -> Answer {
        var answer = Answer.sound(
            HTTPResponse.Status(code: recording.status),
            .pieces { write in
                defer { permits.forEach { $0.release() } }
                while let piece = try recording.next() { try write(piece) }
            })
        answer.fields[.contentType] = recording.contentType
        answer.fields[.contentRange] = recording.contentRange
        answer.fields[.contentLength] = recording.contentLength.map { "\($0)" }
        answer.fields[.acceptRanges] = recording.acceptsRanges ? "bytes" : "none"
        return answer
    }
}
