import CallRules
import HTTPClientTypes
import HTTPTypes
import Phonet
import Testing

@Suite("Recordings on their way from Phonet")
struct RecordingTests {
    private static let host = "https://vitryla-demo.phonet.com.ua"
    private static let path = "/rest/public/calls/3f9c1be07d5e4a6c8b21d04fa7c3e915/audio"
    private static let address = host + path

    private func fetch(
        _ script: Script, range: String? = nil
    ) throws -> Result<PhonetRecording, PhonetError> {
        try script.account().recording(RecordingTests.address, range: range)
    }

    private func bytes(_ recording: PhonetRecording) throws(PhonetError) -> [UInt8] {
        var bytes: [UInt8] = []
        while let piece = try recording.next() { bytes += piece }
        return bytes
    }

    @Test("A recording comes piece by piece, asked for without a session")
    func plain() throws {
        let script = Script(streams: [
            .sound(["ID3", "abcd"], fields: [.contentLength: "7"])
        ])
        let recording = try fetch(script).get()
        #expect(recording.status == 200)
        #expect(recording.contentType == "audio/mpeg")
        #expect(recording.contentLength == 7)
        #expect(recording.contentRange == nil)
        #expect(!recording.acceptsRanges)
        #expect(try recording.next() == Array("ID3".utf8))
        #expect(try bytes(recording) == Array("abcd".utf8))
        #expect(try recording.next() == nil)

        let question = try #require(script.requests.first)
        #expect(script.requests.count == 1)
        #expect(question.head.method == .get)
        #expect(question.head.path == RecordingTests.path)
        #expect(question.head.headerFields[.cookie] == nil)
        #expect(question.head.headerFields[.range] == nil)
        #expect(question.head.authority == "vitryla-demo.phonet.com.ua")
        #expect(question.addressPolicy == .publicAddresses)
        #expect(question.limits.connect == .seconds(3))
        #expect(question.limits.start == .seconds(10))
        #expect(question.limits.silence == .seconds(10))
        #expect(question.limits.total == .seconds(900))
        #expect(question.limits.body == 512 << 20)
    }

    @Test("Where a recording is cannot be read from what is logged")
    func secrecy() throws {
        let script = Script(streams: [.sound(["abc"])])
        _ = try fetch(script)
        #expect(script.story == ["GET a recording"])
    }

    @Test("A part is asked for as the browser asks, and passed on as Phonet gives it")
    func part() throws {
        let fields: HTTPFields = [.contentLength: "4", .contentRange: "bytes 3-6/7"]
        let script = Script(streams: [.sound(["abcd"], status: 206, fields: fields)])
        let recording = try fetch(script, range: " Bytes=3-").get()
        #expect(script.requests.first?.head.headerFields[.range] == "bytes=3-")
        #expect(recording.status == 206)
        #expect(recording.contentRange == "bytes 3-6/7")
        #expect(recording.contentLength == 4)
        #expect(recording.acceptsRanges)
        #expect(try bytes(recording) == Array("abcd".utf8))
    }

    @Test("A part that does not exist is said so, without sound")
    func noPart() throws {
        let fields: HTTPFields = [.contentRange: "bytes */7", .acceptRanges: "bytes"]
        let script = Script(streams: [
            .sound(["<html>"], status: 416, type: "text/html", fields: fields)
        ])
        let recording = try fetch(script, range: "bytes=9-").get()
        #expect(recording.status == 416)
        #expect(recording.contentRange == "bytes */7")
        #expect(recording.contentType == nil)
        #expect(try recording.next() == nil)
    }

    @Test(
        "What is no single range of bytes is not asked for",
        arguments: [
            "", "bytes", "bytes=", "bytes=-", "bytes=1-2,5-6", "bytes=a-b", "lines=1-2",
            "bytes=1-2-3", "bytes=0-\r\nCookie: a=b", "bytes=" + String(repeating: "9", count: 60),
        ])
    func strangeRanges(range: String) throws {
        let script = Script(streams: [.sound(["ID3"])])
        #expect(try fetch(script, range: range).get().status == 200)
        #expect(script.requests.first?.head.headerFields[.range] == nil)
    }

    @Test("A part nobody asked for, or that says not which it is, is no recording")
    func strangeParts() throws {
        let fields: HTTPFields = [.contentRange: "bytes 0-2/7"]
        let unasked = Script(streams: [.sound(["ID3"], status: 206, fields: fields)])
        #expect(try fetch(unasked).failure == .unexpectedAnswer)
        for field in [nil, "0-2/7", "bytes a", "bytes 0-2/7\r\nEvil: 1"] {
            var fields: HTTPFields = [:]
            fields[.contentRange] = field
            let script = Script(streams: [.sound(["ID3"], status: 206, fields: fields)])
            #expect(try fetch(script, range: "bytes=0-2").failure == .unexpectedAnswer)
        }
    }

    @Test(
        "When Phonet wants a session, it is asked once more with one",
        arguments: [
            Script.StreamAnswer.bare(403), .bare(401), .bare(302),
            .sound(["<html>Вхід</html>"], type: "text/html; charset=utf-8"),
        ])
    func session(first: Script.StreamAnswer) throws {
        let script = Script(.session("0A1B"), streams: [first, .sound(["ID3"])])
        let recording = try fetch(script, range: "bytes=0-").get()
        #expect(try bytes(recording) == Array("ID3".utf8))
        #expect(script.story == ["GET a recording", "sign in", "GET a recording"])
        #expect(script.requests.last?.head.headerFields[.cookie] == "balancer=b2; JSESSIONID=0A1B")
        #expect(script.requests.last?.head.headerFields[.range] == "bytes=0-")
    }

    @Test("A session that has ended is renewed for it, and then Phonet's word stands")
    func endedSession() throws {
        let refusal = Script.StreamAnswer.bare(403)
        let script = Script(
            .session("old"), .body("[]"), .session("new"),
            streams: [refusal, refusal, refusal, .sound(["ID3"])])
        let account = try script.account()
        _ = account.users()
        let result = account.recording(RecordingTests.address, range: nil)
        #expect(result.failure == .accessRefused)
        let ask = "GET a recording"
        #expect(script.story == ["sign in", "GET /rest/users", ask, ask, "sign in", ask])
        let refused = Script(.status(403), streams: [refusal])
        #expect(try fetch(refused).failure == .keyRefused)
    }

    @Test(
        "The session goes to the account's own host and to addresses of recordings only",
        arguments: [
            "https://another.phonet.com.ua" + path, "https://media.betell.com.ua" + path,
            host + "/rest/calls/active/3f9c1be07d5e4a6c8b21d04fa7c3e915/hangup",
            host + "/rest/public/calls/../../calls/active/3f9c/hangup",
            host + "/rest/public/calls/%2e%2e/%2e%2e/calls/active/3f9c/hangup",
        ])
    func foreign(address: String) throws {
        let script = Script(
            .session("a"), streams: [.bare(403), .sound(["ID3"])])
        #expect(try script.account().recording(address, range: nil).failure == .accessRefused)
        #expect(script.requests.count == 1)
        #expect(script.requests.first?.head.headerFields[.cookie] == nil)
    }
}

extension RecordingTests {
    @Test(
        "What comes instead of a recording is named by its cause",
        arguments: [
            (Script.StreamAnswer.bare(404), PhonetError.recordingNotReady),
            (.sound([]), .recordingNotReady),
            (.bare(204), .recordingNotReady),
            (.sound(["soon"], type: "text/plain"), .noAudio),
            (.sound(["{}"], type: "application/json; charset=utf-8"), .noAudio),
            (.sound(["--"], type: "multipart/byteranges"), .noAudio),
            (.sound(["{}"], type: nil), .noAudio),
            (.sound([" <html>"], type: "application/octet-stream"), .noAudio),
            (.bare(301), .redirected), (.bare(429), .tooManyRequests),
            (.bare(500), .serverFailed(500)),
            (.bare(410), .unexpectedStatus(410)),
            (.bare(416), .unexpectedStatus(416)),
            (.sound([], failure: .timedOut), .connection(.timedOut)),
            (.failure(.timedOut), .connection(.timedOut)),
            (.failure(.couldNotConnect), .connection(.connectionRefused)),
        ])
    func failures(answer: Script.StreamAnswer, expected: PhonetError) throws {
        let script = Script(streams: [answer, .sound(["ID3"])])
        #expect(try fetch(script).failure == expected)
        #expect(script.requests.count == 1)
    }

    @Test("A page of signing in that comes even with a session is no sound")
    func page() throws {
        let page = Script.StreamAnswer.sound(["<html>"], type: "text/html")
        #expect(try fetch(Script(.session("a"), streams: [page, page])).failure == .noAudio)
    }

    @Test("A recording that breaks off in the middle is not taken for a short one")
    func brokenOff() throws {
        let script = Script(streams: [.sound(["ID3", "ab"], failure: .brokenOff)])
        let recording = try fetch(script).get()
        #expect(throws: PhonetError.connection(.brokenOff)) { try bytes(recording) }
        #expect(throws: PhonetError.connection(.brokenOff)) { try recording.next() }
    }

    @Test(
        "The kind of sound is what the header says, else what the first bytes look like",
        arguments: [
            ("audio/x-wav", "ID3", "audio/x-wav"), ("Audio/MPEG; q=1", "x", "audio/mpeg"),
            (nil, "ID3\u{3}", "audio/mpeg"), (nil, "RIFF....WAVE", "audio/wav"),
            ("application/octet-stream", "OggS", "audio/ogg"), ("nonsense", "ID3", "audio/mpeg"),
            ("audio/\r\nEvil: 1", "RIFF", "audio/wav"),
        ])
    func kinds(header: String?, start: String, expected: String) throws {
        let script = Script(streams: [.sound([start], type: header)])
        #expect(try fetch(script).get().contentType == expected)
    }

    @Test("Sound without any header is known by its frames, and in the middle it is taken for mp3")
    func frames() throws {
        let frames = Script(streams: [.bytes([[0xFF, 0xFB, 0x90]])])
        #expect(try fetch(frames).get().contentType == "audio/mpeg")
        let tiny = Script(streams: [.bytes([[0xFF]])])
        #expect(try fetch(tiny).failure == .noAudio)
        let fields: HTTPFields = [.contentRange: "bytes 3-4/7"]
        let middle = Script(streams: [.sound(["ab"], status: 206, type: nil, fields: fields)])
        #expect(try fetch(middle, range: "bytes=3-4").get().contentType == "audio/mpeg")
    }

    @Test("Answers and sign-in together take ten seconds until the sound begins")
    func deadline() throws {
        let script = Script(
            .session("a"), streams: [.bare(403), .sound(["ID3"])], pause: .seconds(4))
        _ = try fetch(script)
        #expect(script.requests.map(\.limits.start) == [.seconds(10), .seconds(6), .seconds(2)])
        let slow = Script(
            .session("a"), streams: [.bare(403), .sound(["ID3"])], pause: .seconds(5))
        #expect(try fetch(slow).failure == .connection(.timedOut))
        #expect(slow.requests.count == 2)
    }

    @Test("An access that was not told of streams has no connection for them")
    func unwired() throws {
        let access = PhonetAccess(extraHosts: [], allowsPlainHTTP: false, uptime: { .zero }) { _ in
            .status(200)
        }
        let account = try access.account(
            domain: "vitryla-demo.phonet.com.ua", apiKey: Script.key
        ).get()
        let result = account.recording(RecordingTests.address, range: nil)
        #expect(result.failure == .connection(.connectionRefused))
    }
}
