import CallRules
import Foundation
import GRDB
import HTTPClientTypes
import HTTPTypes
import Phonet
import Reconciliation
import Synchronization
import TestSupport
import Testing

@testable import Store

@Suite("Copies of recordings")
struct RecordingFetchStories {
    let company: Company
    private let answers = Answers()
    private var store: Store { company.store }

    /// What Phonet answers, one after another; then 404.
    private final class Answers: Sendable {
        let waiting = Mutex<[Result<OutgoingStream, TransportError>]>([])
        let asked = Mutex(0)
    }

    init() throws {
        company = try Company()
        try keep(days: 30)
    }

    private func keep(days: Int) throws {
        company.decide {
            $0.phonetDomain = "vitryla-demo.phonet.com.ua"
            $0.phonetAPIKey = "EXAMPLEkey0000000000000000000000"
            $0.keepRecordingsDays = days
            $0.keepRecordingsGigabytes = 1
        }
        // The triggers read the stored document.
        try company.execute(
            "UPDATE setting SET document = json_set(document, '$.keep_recordings_days', \(days))")
    }

    private func sound(
        _ pieces: [String], status: Int = 200, length: Int? = nil,
        end: Result<[UInt8]?, TransportError> = .success(nil)
    ) -> Result<OutgoingStream, TransportError> {
        let rest = Mutex(pieces.map { Array($0.utf8) })
        var head = HTTPResponse(
            status: HTTPResponse.Status(code: status), headerFields: [.contentType: "audio/mpeg"])
        if let length { head.headerFields[.contentLength] = "\(length)" }
        return .success(
            OutgoingStream(head: head) {
                rest.withLock { $0.isEmpty ? end : .success($0.removeFirst()) }
            })
    }

    /// A conversation with a recording, whose CDR comes at this moment.
    private func talk(_ digit: String, number: String = "+380671234567", at moment: Instant) throws
    {
        var call = Conversation(
            uuid: digit + String(repeating: "0", count: 31), number: number, start: moment)
        call.kind = .user
        guard case .record(var leg) = call.record(answered: true) else { return }
        leg.record?.recordingURL =
            "https://vitryla-demo.phonet.com.ua/rest/public/calls/\(leg.uuid)/audio"
        leg.recordSeenAt = moment
        try company.hear(.record(leg), at: moment)
    }

    /// Rounds of the loop until there is nothing to do at that moment.
    private func rounds(at moment: Instant, free: Int64? = 1 << 40) throws {
        let fetch = RecordingFetch(
            store,
            PhonetAccess(
                extraHosts: [], allowsPlainHTTP: false, uptime: { .zero },
                stream: { [answers] _ in
                    answers.asked.withLock { $0 += 1 }
                    return answers.waiting.withLock {
                        $0.isEmpty
                            ? .success(
                                OutgoingStream(head: HTTPResponse(status: .notFound)) {
                                    .success(nil)
                                }) : $0.removeFirst()
                    }
                },
                transport: { _ in .failure(.badAddress) }),
            clock: { moment }, free: { free })
        while try fetch.run() {}
    }

    private func answer(_ answer: Result<OutgoingStream, TransportError>) {
        answers.waiting.withLock { $0.append(answer) }
    }

    private var files: [String] {
        get throws {
            guard FileManager.default.fileExists(atPath: store.recordingDirectory) else {
                return []
            }
            return try FileManager.default.contentsOfDirectory(atPath: store.recordingDirectory)
        }
    }

    private func copy(_ digit: String) throws -> RecordingCopy? {
        try store.recordingCopy(ofLeg: digit + String(repeating: "0", count: 31))
    }

    private func text(_ copy: RecordingCopy?) -> String? {
        copy.flatMap { try? String(contentsOfFile: $0.path, encoding: .utf8) }
    }

    private let start = Company.morning
    private func later(_ seconds: Int) -> Instant { start.advanced(bySeconds: seconds) }

    @Test("Half a minute after its CDR a recording is copied, and is the owner's alone")
    func copied() throws {
        try talk("a", at: start)
        answer(sound(["ID3 Добрий", " день"]))
        try rounds(at: later(29))
        #expect(answers.asked.withLock { $0 } == 0)
        try rounds(at: later(30))
        #expect(text(try copy("a")) == "ID3 Добрий день")
        #expect(try copy("a")?.contentType == "audio/mpeg")
        let path = store.recordingDirectory
        for (name, mode) in [(path, 0o700), (try #require(try copy("a")).path, 0o600)] {
            let found = try FileManager.default.attributesOfItem(atPath: name)
            #expect((found[.posixPermissions] as? NSNumber)?.intValue == mode)
        }
        let counts = try #require(try store.recordingCopies())
        #expect(counts.kept == 1 && counts.bytes == 25 && counts.waiting == 0)
        // The CDR comes once more: nothing is fetched twice.
        try talk("a", at: start)
        try rounds(at: later(90_000))
        #expect(answers.asked.withLock { $0 } == 1)
    }

    @Test("Phonet has it only later: asked after 1, 2, 5, 15 minutes and so on, for three days")
    func later() throws {
        try talk("a", at: start)
        var moment = 30
        for pause in [60, 120, 300, 900] {
            try rounds(at: later(moment))
            let asked = answers.asked.withLock { $0 }
            try rounds(at: later(moment + pause - 1))
            #expect(answers.asked.withLock { $0 } == asked)
            moment += pause
        }
        answer(sound(["ID3"]))
        try rounds(at: later(moment))
        #expect(text(try copy("a")) == "ID3")

        try talk("b", at: start)
        for _ in 0..<20 { try rounds(at: later(moment)); moment += 12 * 3600 }
        let counts = try #require(try store.recordingCopies())
        #expect(counts.givenUp == 1 && counts.waiting == 0)
        // Whoever plays it then has it copied again.
        try store.wantRecording(ofLeg: "b" + String(repeating: "0", count: 31), at: later(moment))
        answer(sound(["ID3 пізно"]))
        try rounds(at: later(moment))
        #expect(text(try copy("b")) == "ID3 пізно")
    }

    @Test(
        "A recording that breaks off, or is shorter than announced, leaves no file and comes again")
    func brokenOff() throws {
        try talk("a", at: start)
        answer(sound(["ID3 Доб"], end: .failure(.brokenOff)))
        try rounds(at: later(30))
        #expect(try copy("a") == nil && files.isEmpty)
        answer(sound(["ID3"], length: 9))
        try rounds(at: later(100))
        #expect(try copy("a") == nil && files.isEmpty)
        answer(.failure(.timedOut))
        try rounds(at: later(300))
        answer(sound(["ID3 Добрий день"], length: 25))
        try rounds(at: later(1000))
        #expect(text(try copy("a")) == "ID3 Добрий день")
    }

    @Test("A full disk is said, uses up no try and loses nothing")
    func diskFull() throws {
        try talk("a", at: start)
        for turn in 0..<20 {
            answer(sound(["ID3"]))
            try rounds(at: later(30 + 600 * turn), free: 1 << 20)
            #expect(try files.isEmpty)
        }
        #expect(try store.recordingCopies()?.ownError == .diskFull)
        #expect(try store.lastRecordingError() == nil)
        answer(sound(["ID3"]))
        try rounds(at: later(30 + 600 * 20))
        #expect(text(try copy("a")) == "ID3")
        #expect(try store.recordingCopies()?.ownError == nil)
    }

    @Test(
        "Copies go by age, then the oldest while they take too much room, and all when it is switched off"
    )
    func trimmed() throws {
        for (place, digit) in ["a", "b", "c"].enumerated() {
            try talk(digit, at: later(place * 86_400))
            answer(sound(["ID3 \(digit)"]))
            try rounds(at: later(place * 86_400 + 60))
        }
        #expect(try files.count == 3)
        try company.execute("UPDATE recording_copy SET bytes = \(600 << 20)")
        try rounds(at: later(2 * 86_400 + 90))
        #expect(try files.count == 1)
        #expect(try copy("c") != nil && copy("b") == nil && copy("a") == nil)
        try talk("d", at: later(20 * 86_400))
        answer(sound(["ID3 d"]))
        try rounds(at: later(20 * 86_400 + 60))
        try rounds(at: later(34 * 86_400))
        #expect(try files.count == 1)
        #expect(try copy("d") != nil && copy("c") == nil)
        try keep(days: 0)
        try rounds(at: later(34 * 86_400))
        #expect(try files.isEmpty && store.recordingCopies() == nil)
        try talk("e", at: later(35 * 86_400))
        #expect(try company.count("SELECT count(*) FROM recording_copy") == 0)
    }

    @Test("What is erased or deleted takes its copy along")
    func erased() throws {
        for digit in ["a", "b"] {
            try talk(digit, at: start)
            answer(sound(["ID3 \(digit)"]))
        }
        try rounds(at: later(30))
        #expect(try files.count == 2)
        // As an erasure does.
        try company.execute("UPDATE leg SET recording_url = NULL WHERE uuid GLOB 'a*'")
        try rounds(at: later(40))
        #expect(try files.count == 1 && copy("a") == nil)
        try company.execute("DELETE FROM call")
        try rounds(at: later(50))
        #expect(try files.isEmpty)
        #expect(try company.count("SELECT count(*) FROM recording_leftover") == 0)
    }

    @Test("An erasure of a number takes the copies of its calls along")
    func erasedNumber() throws {
        try talk("a", at: start)
        answer(sound(["ID3"]))
        try rounds(at: later(30))
        let author = Author(name: "Олена", origin: .machine)
        let asked = try store.inquire(PhoneNumber("+380671234567"), by: author, at: later(60))
        guard case .saved(let inquiry) = asked else { throw Nothing() }
        while try store.continueInquiries() {}
        let begun = try store.erase(
            inquiry, .erase, confirmedBy: "4567", chance: 7, by: author, at: later(60))
        guard case .saved = begun else { throw Nothing() }
        while try store.maintain(at: later(60)) {}
        try rounds(at: later(70))
        #expect(try files.isEmpty && copy("a") == nil)
    }

    private struct Nothing: Error {}

    @Test("What a kill left in the directory goes at the next start, copies stay")
    func swept() throws {
        try talk("a", at: start)
        answer(sound(["ID3"]))
        try rounds(at: later(30))
        for name in ["00ff.part", "00ff", "x"] {
            try Data().write(to: URL(fileURLWithPath: "\(store.recordingDirectory)/\(name)"))
        }
        try store.sweepRecordings()
        #expect(try files.count == 1)
        #expect(text(try copy("a")) == "ID3")
    }

    @Test("A backup takes the copies along if that is wanted, and a restore brings them")
    func backup() throws {
        try talk("a", at: start)
        answer(sound(["ID3"]))
        try rounds(at: later(30))
        let directory = TemporaryDirectory()
        let backup = directory.file("backup.sqlite")
        _ = try store.backUp(to: backup, by: .command, clock: { later(60) })
        #expect(!FileManager.default.fileExists(atPath: backup + ".recordings"))
        #expect(try store.backUpRecordings(beside: backup) == 1)
        let path = directory.file("other.sqlite")
        try Store.restore(backup, over: path)
        #expect(try Store.restoreRecordings(beside: backup, over: path) == 1)
        let restored = try Store(path: path)
        defer { restored.close() }
        try restored.sweepRecordings()
        let copy = try restored.recordingCopy(ofLeg: "a" + String(repeating: "0", count: 31))
        #expect(text(copy) == "ID3")
    }
}
