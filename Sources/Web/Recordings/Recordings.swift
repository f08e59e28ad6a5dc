import BackgroundWork
import CallRules
import HTTPTypes
import Phonet
import Store

/// The recordings of calls, from Phonet to whoever may listen: nothing is kept here, and Phonet's
/// address stays here.
struct Recordings: Sendable {
    let store: Store
    private let phonet: PhonetAccess
    /// Recordings played at once, of the three permits for conversations with Phonet: one is left for
    /// calls and checks. A recording holds its worker and both permits until its sound has come.
    private let listening = Limiter(places: 2)
    private let phonetLimiter: Limiter

    init(store: Store, phonet: PhonetAccess, phonetLimiter: Limiter) {
        self.store = store
        self.phonet = phonet
        self.phonetLimiter = phonetLimiter
    }

    /// What somebody wants to hear.
    struct RecordingRequest {
        /// Of any leg, in any spelling.
        let uuid: String
        /// The value of a `Range` field.
        let range: String?
        /// Nothing but the head is wanted: that is no listening.
        let isHead: Bool
        /// To be kept as a file instead of played.
        var isDownload = false
        let author: Author
        /// For the name of the file.
        let zone: Localizer
        let now: Instant
    }

    /// Opens a recording; its sound comes while the answer is written.
    ///
    /// - Throws: `StoreError` too: what cannot be audited is not played.
    func open(_ wish: RecordingRequest) throws -> Result<Answer, RecordingRefusal> {
        guard let call = try store.call(uuid: wish.uuid)?.call else { return .failure(.noCall) }
        guard let address = call.recordingURL else {
            let isComing = call.recording(at: wish.now) == .preparing
            return .failure(isComing ? .preparing : .noRecording)
        }
        guard let listener = listening.permit(), let asker = phonetLimiter.permit() else {
            return .failure(.busy)
        }
        switch account.flatMap({ $0.recording(address, range: wish.range) }) {
        case .success(let recording):
            if !wish.isHead, recording.status != HTTPResponse.Status.rangeNotSatisfiable.code {
                try store.saveListening(to: call, by: wish.author, at: wish.now)
            }
            let name = RecordingName(call: call, localize: wish.zone, type: recording.contentType)
            return .success(
                .recording(
                    recording, holding: [asker, listener], name: name,
                    isDownload: wish.isDownload))
        case .failure(let failure):
            return .failure(try refusal(failure, of: call, at: wish.now))
        }
    }

    private var account: Result<PhonetAccount, PhonetError> {
        let settings = store.settings.settings
        return phonet.account(domain: settings.phonetDomain, apiKey: settings.phonetAPIKey)
    }

    /// Keeps why it could not be had, for the state of the call.
    private func refusal(
        _ failure: PhonetError, of call: CallRow, at now: Instant
    ) throws -> RecordingRefusal {
        let isNotReady = failure == .recordingNotReady
        try store.saveRecordingError(
            RecordingError(name: failure.name, sentence: failure.sentence),
            isNotReady: isNotReady, of: call, at: now)
        guard isNotReady, let call = try store.call(uuid: call.uuid)?.call,
            call.recording(at: now) == .preparing
        else { return .phonet(failure) }
        return .preparing
    }
}

extension Answer {
    /// The sound of a call, or 416 without one. The permits are released after the last piece, or when
    /// the reader goes away.
    fileprivate static func recording(
        _ recording: PhonetRecording, holding permits: [Limiter.Permit], name: RecordingName,
        isDownload: Bool
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
        if recording.contentType != nil {
            let kind = isDownload ? "attachment" : "inline"
            answer.fields[.contentDisposition] = "\(kind); filename=\"\(name.text)\""
        }
        return answer
    }
}
