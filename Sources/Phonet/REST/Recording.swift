import CallRules
import HTTPClientTypes
import HTTPTypes

extension PhonetAccount {
    /// The longest recording in bytes: 9 h of telephone audio as WAV (16 kB/s).
    package static let recordingLimit = 512 << 20
    /// Time limit of one recording, from the request to its last byte.
    package static let recordingTimeLimit = Duration.seconds(15 * 60)
    /// Read timeout between two chunks.
    package static let recordingSilenceLimit = Duration.seconds(10)

    /// Begins to fetch a recording (protocol 3.8); returns with its first bytes, within
    /// `timeLimit` (10 s).
    ///
    /// The request goes without a session, because the address is public, and once more with one if
    /// Phonet demands it. The session goes to the account's own host and documented paths only.
    ///
    /// - Parameters:
    ///   - address: as it stands in the CDR; untrusted.
    ///   - range: the value of a `Range` field; a value that is not a single range of bytes is not
    ///     sent, as RFC 9110 §14.2 allows.
    package func recording(
        _ address: String, range: String?
    ) -> Result<PhonetRecording, PhonetError> {
        guard let address = RecordingAddress(address, account: server, way: way) else {
            return .failure(.recordingAddressNotAllowed)
        }
        let deadline = way.uptime() + PhonetAccount.timeLimit
        let range = range.flatMap(PhonetAccount.singleRange)
        return open(address, range, cookies: nil, until: deadline).flatMap { stream in
            guard wantsSession(stream.head), address.server == server, address.isDocumented else {
                return .success(stream)
            }
            return withSession(until: deadline, status: \.head.status.code) { session in
                open(address, range, cookies: session.jar, until: deadline).map { stream in
                    keep(stream.head, for: session)
                    return stream
                }
            }
        }.flatMap { PhonetAccount.recording($0, range: range) }
    }

    private func wantsSession(_ head: HTTPResponse) -> Bool {
        PhonetAccount.refusals.contains(head.status.code)
            || head.status == .ok && head.contentType == "text/html"
    }

    private func open(
        _ address: RecordingAddress, _ range: String?, cookies: CookieJar?,
        until deadline: Duration
    ) -> Result<OutgoingStream, PhonetError> {
        let left = deadline - way.uptime()
        guard left > .zero else { return .failure(.connection(.timedOut)) }
        var fields: HTTPFields = [.accept: "audio/*, */*;q=0.1"]
        fields[.range] = range
        fields[.cookie] = cookies?.field
        var request = OutgoingRequest(
            head: address.server.head(.get, address.path, fields),
            addressPolicy: address.server.addressPolicy,
            limits: OutgoingRequest.Limits(
                connect: min(PhonetAccount.connectLimit, left), start: left,
                silence: PhonetAccount.recordingSilenceLimit,
                total: PhonetAccount.recordingTimeLimit, body: PhonetAccount.recordingLimit))
        // The path must not be in the log: anybody who knows it can fetch the recording.
        request.logName = "a recording"
        return way.stream(request).mapError { .connection(ConnectionError($0)) }
    }

    /// `bytes=0-99`, `bytes=100-`, `bytes=-500`: one range, in lower case and without spaces.
    private static func singleRange(_ field: String) -> String? {
        let field = field.lowercased().filter { $0 != " " }
        guard field.hasPrefix("bytes="), field.utf8.count <= 50 else { return nil }
        let ends = field.dropFirst("bytes=".count)
            .split(separator: "-", omittingEmptySubsequences: false)
        let areNumbers = ends.allSatisfy { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
        return ends.count == 2 && areNumbers && ends.contains { !$0.isEmpty } ? field : nil
    }
}

// MARK: - The type of the audio

extension PhonetAccount {
    private static func recording(
        _ stream: OutgoingStream, range: String?
    ) -> Result<PhonetRecording, PhonetError> {
        let status = stream.head.status.code
        switch status {
        case 404: return .failure(.recordingNotReady)
        case 416 where range != nil:
            return .success(PhonetRecording(stream, contentType: nil, first: nil))
        case 206 where range == nil || stream.head.contentRange == nil:
            return .failure(.unexpectedAnswer)
        default: break
        }
        if let failure = failure(status) { return .failure(failure) }
        return stream.next().mapError { .connection(ConnectionError($0)) }.flatMap { first in
            guard let first else { return .failure(.recordingNotReady) }
            guard let type = soundType(stream.head, first) else { return .failure(.noAudio) }
            return .success(PhonetRecording(stream, contentType: type, first: first))
        }
    }

    /// The media type in the header, else guessed from the first bytes; nil: not audio.
    private static func soundType(_ head: HTTPResponse, _ first: [UInt8]) -> String? {
        switch head.contentType {
        case let type? where type.hasPrefix("audio/"): return type
        case nil, "application/octet-stream", "binary/octet-stream": break
        default: return nil
        }
        if first.starts(with: "ID3".utf8) || first.count > 1 && first[0] == 0xFF && first[1] >= 0xE0
        {
            return "audio/mpeg"
        }
        if first.starts(with: "RIFF".utf8) { return "audio/wav" }
        if first.starts(with: "OggS".utf8) { return "audio/ogg" }
        // The middle of a file does not show what it is; most are mp3 (protocol 3.8).
        let isMiddle = head.contentRange.map { !$0.hasPrefix("bytes 0-") } ?? false
        return isMiddle ? "audio/mpeg" : nil
    }
}
