import CallRules

/// The recording of a call: a tone that rises every second, so that a listener knows the position.
///
/// WAV, mono, 16 bits, 8000 samples a second. Any part can be generated without the rest.
struct SimulatedRecording {
    private static let rate = 8000
    private static let headLength = 44
    /// Samples of half a wave for each of twelve seconds; fewer samples give a higher tone.
    private static let pitches = [20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9]

    /// Duration; at least 1 second.
    let seconds: Int
    /// Added to the pitch, so that the recordings of the two sides differ from that of the whole call.
    let shift: Int

    init(seconds: Int, shift: Int = 0) {
        self.seconds = min(max(1, seconds), 3600)
        self.shift = min(max(0, shift), 8)
    }

    /// Bytes of the file, with its header.
    var length: Int {
        SimulatedRecording.headLength + seconds * SimulatedRecording.rate * 2
    }

    /// A part of the file; a range that reaches beyond the end is shortened.
    func bytes(in range: Range<Int>) -> [UInt8] {
        let head = head
        return range.clamped(to: 0..<length).map { place in
            if place < head.count { return head[place] }
            let sound = place - head.count
            let sample = UInt16(bitPattern: sample(sound / 2))
            return UInt8(truncatingIfNeeded: sound % 2 == 0 ? sample : sample >> 8)
        }
    }

    /// A triangle wave with at most a tenth of the greatest amplitude.
    private func sample(_ index: Int) -> Int16 {
        let second = index / SimulatedRecording.rate
        let half = SimulatedRecording.pitches[second % SimulatedRecording.pitches.count] + shift
        let place = index % (2 * half)
        let height = place < half ? place : 2 * half - place
        return Int16(clamping: height * 3200 / half - 1600)
    }

    private var head: [UInt8] {
        let rate = UInt32(SimulatedRecording.rate)
        let sound = UInt32(clamping: length - SimulatedRecording.headLength)
        return Array("RIFF".utf8) + number(sound + 36, 4) + Array("WAVEfmt ".utf8)
            + number(16, 4) + number(1, 2) + number(1, 2) + number(rate, 4)
            + number(rate * 2, 4) + number(2, 2) + number(16, 2)
            + Array("data".utf8) + number(sound, 4)
    }

    /// Little-endian.
    private func number(_ value: UInt32, _ bytes: Int) -> [UInt8] {
        (0..<bytes).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }
}

// MARK: - Answering (protocol 3.8)

extension SimulatedAccount {
    mutating func recording(
        _ name: String, _ request: SimulatedRequest, at now: Instant
    ) -> SimulatedResponse {
        typealias Field = SimulatedResponse.Field
        let sides = ["-rx", "-tx"]
        let side = sides.firstIndex { name.hasSuffix($0) }
        let uuid = name.dropLast(side == nil ? 0 : 3).lowercased().replacing("-", with: "")
        let leg = calls.flatMap(\.legs).first {
            $0.uuid == uuid && $0.isRecorded && $0.bridgeAt != nil && $0.endAt <= now
        }
        guard let leg else { return SimulatedResponse(status: 404) }
        if unreadyRecordings > 0 {
            unreadyRecordings -= 1
            return SimulatedResponse(status: 404)
        }
        let recording = SimulatedRecording(
            seconds: leg.talkSeconds, shift: side.map { 3 + 3 * $0 } ?? 0)
        let fields = [
            Field(name: "Content-Type", value: "audio/wav"),
            Field(name: "Accept-Ranges", value: "bytes"),
        ]
        let whole = 0..<recording.length
        switch ByteRange.asked(request.fields["range"], of: recording.length) {
        case .whole:
            return SimulatedResponse(
                status: 200, fields: fields, body: recording.bytes(in: whole))
        case .part(let part):
            let place = "bytes \(part.lowerBound)-\(part.upperBound - 1)/\(recording.length)"
            return SimulatedResponse(
                status: 206, fields: fields + [Field(name: "Content-Range", value: place)],
                body: recording.bytes(in: part))
        case .beyond:
            let place = "bytes */\(recording.length)"
            return SimulatedResponse(
                status: 416, fields: [Field(name: "Content-Range", value: place)])
        }
    }
}
