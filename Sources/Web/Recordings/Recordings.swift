import CallRules
import HTTPTypes
import Phonet
import Store

/// The recordings of calls, from Phonet to whoever may listen: nothing is kept here, and Phonet's
/// address stays here.
struct Recordings: Sendable {
    let store: Store
    private let phonet: PhonetAccess
    private let gate: ListeningGate

    init(store: Store, phonet: PhonetAccess, line: PhonetLimiter) {
        self.store = store
        self.phonet = phonet
        gate = ListeningGate(line)
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
        guard let place = gate.enter() else { return .failure(.busy) }
        switch account.flatMap({ $0.recording(address, range: wish.range) }) {
        case .success(let recording):
            if !wish.isHead, recording.status != HTTPResponse.Status.rangeNotSatisfiable.code {
                try store.saveListening(to: call, by: wish.author, at: wish.now)
            }
            let name = RecordingName(call: call, zone: wish.zone, type: recording.contentType)
            return .success(
                .recording(recording, held: place, name: name, isDownload: wish.isDownload))
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
        try store.saveRecordingError(failure, isNotReady: isNotReady, of: call, at: now)
        guard isNotReady, let call = try store.call(uuid: call.uuid)?.call,
            call.recording(at: now) == .preparing
        else { return .phonet(failure) }
        return .preparing
    }
}

extension Answer {
    /// The sound of a call, or 416 without one; what is held is let go of at the end, also when
    /// nobody reads on.
    fileprivate static func recording(
        _ recording: PhonetRecording, held place: ListeningGate.Permit, name: RecordingName,
        isDownload: Bool
    ) -> Answer {
        var answer = Answer.sound(
            HTTPResponse.Status(code: recording.status),
            .pieces { write in
                defer { place.leave() }
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
