import CallRules
import Foundation
import HTTPTypes
import JSONText
import Phonet
import TestSupport
import Testing

@testable import Store
@testable import Web

@Suite("Listening to a call")
struct RecordingStories {
    let phonet = SoundOfPhonet()
    let office: Office
    let olena: Browser
    let taras: Browser
    private let path = "/calls/\(Office.uuid)/recording"

    init() throws {
        office = try phonet.office()
        olena = try office.browser(of: Office.olena)
        taras = try office.browser(of: Office.taras)
        office.hearConversation()
    }

    private var listenings: [AuditEntry] {
        get throws {
            try office.store.auditEntries(Pagination()).items.filter { $0.action == .listened }
        }
    }

    private func state(_ uuid: String = Office.uuid) -> String {
        guard case .string(let state)? = office.api(.get, "/calls/\(uuid)").json["recording_state"]
        else { return "" }
        return state
    }

    @Test("The sound goes from Phonet to the browser piece by piece, and is kept nowhere")
    func wholeSound() {
        phonet.play(
            "ID3 Добрий", " день", fields: [.contentLength: "23", .acceptRanges: "bytes"])
        let reply = taras.open(path)
        #expect(reply.status == 200 && reply.text == "ID3 Добрий день" && reply.isWhole)
        #expect(reply.fields[.contentType] == "audio/mpeg")
        #expect(reply.fields[.contentLength] == "23")
        #expect(reply.fields[.acceptRanges] == "bytes")
        #expect(reply.fields[.cacheControl] == "private, no-store")
        #expect(reply.fields[.xContentTypeOptions] == "nosniff")
        #expect(
            reply.fields[.contentDisposition]
                == "inline; filename=\"380500000011 2026-01-05 10-27.mp3\"")
        let asked = phonet.requests.map { "\($0.head.authority ?? "")\($0.head.path ?? "")" }
        #expect(asked == ["vitryla-demo.phonet.com.ua/rest/public/calls/\(Office.uuid)/audio"])
    }

    @Test("Phonet’s address stands in no answer")
    func noAddress() {
        phonet.play("ID3")
        for reply in [
            taras.open(path), taras.open("/calls"), taras.open("/calls/\(Office.uuid)"),
            olena.open("/employees/1"), office.api(.get, "/calls"),
            office.api(.get, "/calls/\(Office.uuid)"), office.api(.get, path),
        ] {
            #expect(reply.status == 200)
            let said = reply.fields.map { "\($0)" }.joined() + reply.text
            #expect(!said.contains("phonet.com.ua") && !said.contains("rest/public"))
        }
    }

    @Test("A part that is asked for is asked of Phonet, and comes with its place in the whole")
    func range() {
        phonet.localize { request in
            let fields: HTTPFields = [.contentRange: "bytes 4-7/23", .contentLength: "4"]
            return .success(
                request.head.headerFields[.range] == "bytes=4-7"
                    ? .of(["Добр"], status: 206, fields: fields) : .of(["ID3"]))
        }
        let part = office.api(.get, path, fields: [.range: "bytes=4-7"])
        #expect(part.status == 206 && part.text == "Добр")
        #expect(part.fields[.contentRange] == "bytes 4-7/23")
        #expect(part.fields[.acceptRanges] == "bytes")
        let several = office.api(.get, path, fields: [.range: "bytes=0-1,4-7"])
        #expect(several.status == 200 && several.text == "ID3")
    }

    @Test("A part behind the end is 416 with the length of the whole, and no listening")
    func noSuchRange() throws {
        phonet.play(status: 416, fields: [.contentRange: "bytes */23"])
        let reply = office.api(.get, path, fields: [.range: "bytes=99-"])
        #expect(reply.status == 416 && reply.text.isEmpty)
        #expect(reply.fields[.contentRange] == "bytes */23")
        #expect(reply.fields[.contentType] == nil)
        #expect(try listenings.isEmpty)
    }

    @Test("A copy on this server is played, part by part, whatever Phonet has")
    func copy() throws {
        _ = try office.store.saveSettings(
            ["keep_recordings_days": .number(30)], expecting: nil,
            by: Author(name: "Олена", origin: .machine), at: Office.morning)
        let other = String(format: "%032x", 0xd1)
        office.hearConversation(uuid: other, recording: Office.recordingURL)
        let due = try #require(
            try office.store.dueRecording(at: Office.morning.advanced(bySeconds: 60)))
        let file = try office.store.recordingFile(of: due)
        try file.append(Array("ID3 Добрий день".utf8))
        try file.publish()
        try office.store.keepRecording(
            due, bytes: file.bytes, type: "audio/mpeg", at: office.now)
        phonet.localize { _ in .failure(.timedOut) }
        let path = "/calls/\(other)/recording"
        let whole = taras.open(path)
        #expect(whole.status == 200 && whole.text == "ID3 Добрий день" && whole.isWhole)
        #expect(whole.fields[.contentType] == "audio/mpeg")
        #expect(whole.fields[.contentLength] == "\(file.bytes)")
        #expect(whole.fields[.acceptRanges] == "bytes")
        #expect(whole.fields[.contentDisposition]?.hasPrefix("inline; filename=") == true)
        for (range, status, text, place) in [
            ("bytes=0-2", 206, "ID3", "bytes 0-2/25"), ("bytes=-8", 206, "день", "bytes 17-24/25"),
            ("bytes=17-999", 206, "день", "bytes 17-24/25"), ("bytes=25-", 416, "", "bytes */25"),
            ("bytes=5-1", 200, "ID3 Добрий день", nil), ("frames=1-2", 200, "ID3 Добрий день", nil),
        ] as [(String, Int, String, String?)] {
            let reply = office.api(.get, path, fields: [.range: range])
            #expect(reply.status == status && reply.text == text, "\(range)")
            #expect(reply.fields[.contentRange] == place, "\(range)")
        }
        #expect(phonet.requests.isEmpty)
        #expect(try !listenings.isEmpty)
        // Somebody deletes the file: Phonet is asked, and the copy is fetched again.
        let copy = try #require(try office.store.recordingCopy(ofLeg: other))
        #expect(unlink(copy.path) == 0)
        phonet.play("ID3 від Phonet")
        #expect(taras.open(path).text == "ID3 від Phonet")
        #expect(try office.store.dueRecording(at: office.now) != nil)
    }

    @Test("Whoever asks for the head hears nothing, and has not listened")
    func head() throws {
        phonet.play("ID3 Добрий день", fields: [.contentLength: "23"])
        for reply in [office.api(.head, path), taras.ask(.head, path, nil)] {
            #expect(reply.status == 200 && reply.text.isEmpty)
            #expect(reply.fields[.contentLength] == "23")
            #expect(reply.fields[.contentType] == "audio/mpeg")
        }
        #expect(try listenings.isEmpty)
    }

    @Test("Two people listen at once, a third is told to wait, and a place is free when one leaves")
    func twoAtOnce() throws {
        phonet.play("ID3")
        let request = HTTPRequest(
            method: .get, scheme: "https", authority: "crm.example",
            path: "/gateways/phonetapi/api/v1\(path)",
            headerFields: [.authorization: "Bearer \(Office.token)"])
        var open = (1...2).map { _ in office.gateway.answer(request, body: [], peer: "") }
        #expect(open.map(\.0.status.code) == [200, 200])
        let third = office.api(.get, path)
        #expect(third.status == 503 && third.json["cause"] == .string("busy"))
        #expect(third.fields[.retryAfter] == "10")
        let page = taras.open(path)
        #expect(page.status == 503 && page.words.contains("Зараз слухають інші записи."))
        // The browser disconnects before a byte was written.
        open.removeLast()
        #expect(office.api(.get, path).status == 200)
        // The other recording is read to its end.
        _ = open[0].1.collected()
        #expect(office.api(.get, path).text == "ID3")
        #expect(state() == "ready")
    }

    @Test("A sound that breaks off at Phonet breaks off here, too: nobody takes it for the whole")
    func brokenOff() {
        phonet.localize { _ in .success(.of(["ID3 Доб"], end: .failure(.brokenOff))) }
        let reply = taras.open(path)
        #expect(reply.status == 200 && reply.text == "ID3 Доб" && !reply.isWhole)
    }

    @Test(
        "An address that is not the account’s is never stored and asked nothing",
        arguments: [
            "https://evil.example/a.mp3", "https://phonet.com.ua@evil.example/a",
            "https://phonet.com.ua.evil.example/a", "https://another.phonet.com.ua/a",
            "https://127.0.0.1/a", "file:///etc/passwd", "0", "N/A",
        ])
    func hostileAddress(address: String) {
        phonet.play("ID3")
        let uuid = "b07a42d1c9e84f35a6d2180e5c7b94af"
        office.hearConversation(uuid: uuid, recording: address)
        let reply = office.api(.get, "/calls/\(uuid)/recording")
        #expect(reply.status == 404)
        #expect(reply.json["cause"] == .string("no_recording"))
        #expect(!reply.text.contains("evil"))
        #expect(phonet.requests.isEmpty)
        #expect(state(uuid) == "none")
    }

    @Test("What is no sound is not passed on")
    func noAudio() {
        phonet.play("<script>alert(1)</script>", fields: [.contentType: "text/html"])
        let page = olena.open(path)
        #expect(page.status == 502 && !page.text.contains("<script>alert"))
        phonet.play("{}", fields: [.contentType: "application/json"])
        #expect(office.api(.get, path).json["cause"] == .string("no_audio"))
    }

    @Test("A listening stands in the audit once, however often the person seeks in it")
    func audit() throws {
        phonet.play("ID3")
        _ = taras.open(path)
        for _ in 1...3 {
            office.pass(seconds: 599)
            _ = taras.open(path)
            _ = olena.open("/me")
        }
        #expect(try listenings.map(\.actor) == ["Тарас Левченко"])
        let entry = try #require(try listenings.first)
        #expect(entry.subject == "call/\(Office.uuid)" && entry.sourceIP == "203.0.113.7")
        #expect(entry.employee == Office.taras)
        office.pass(seconds: 600)
        _ = taras.open(path)
        _ = olena.open(path)
        _ = office.api(.get, path)
        #expect(
            try listenings.map(\.actor)
                == ["CRM", "Олена Гайова", "Тарас Левченко", "Тарас Левченко"])
    }

    @Test("Whose role may not listen gets no player and no sound; administrators always may")
    func denied() throws {
        phonet.play("ID3")
        _ = try office.store.saveSettings(
            ["employees_may_listen": .truth(false)], expecting: nil,
            by: Author(name: "Олена", origin: .machine),
            at: Office.morning)
        let page = taras.open("/calls/\(Office.uuid)")
        #expect(page.words.contains("Слухати цей запис Вам не дозволено."))
        #expect(!page.text.contains("<audio") && !page.text.contains("?download"))
        let refused = taras.open(path)
        #expect(refused.status == 403 && refused.words.contains("Зверніться до адміністратора."))
        #expect(try phonet.requests.isEmpty && listenings.isEmpty)
        #expect(olena.open("/calls/\(Office.uuid)").text.contains("<audio"))
        #expect(olena.open(path).status == 200)
        #expect(Browser(office).open(path).status == 303)
    }

    @Test(
        "A trouble of Phonet’s has its name in the API, its words on the page, and is told until it plays"
    )
    func failure() {
        phonet.localize { _ in .failure(.timedOut) }
        let reply = office.api(.get, path)
        #expect(reply.status == 502 && reply.json["cause"] == .string("timed_out"))
        #expect(state() == "failed")
        let page = taras.open("/calls/\(Office.uuid)")
        #expect(page.words.contains("Не вдалося отримати запис"))
        #expect(page.words.contains("Спробувати ще раз"))
        #expect(page.words.contains(PhonetError.connection(.timedOut).sentence.uk))
        #expect(taras.open(path).words.contains(PhonetError.connection(.timedOut).sentence.uk))
        phonet.play("ID3")
        #expect(office.api(.get, path).status == 200)
        #expect(state() == "ready")
        #expect(!taras.open("/calls/\(Office.uuid)").words.contains("Спробувати ще раз"))
    }

    @Test("What Phonet has not written yet is being prepared; later on it has failed")
    func notReady() {
        phonet.play(status: 404)
        let soon = office.api(.get, path)
        #expect(soon.status == 503 && soon.json["cause"] == .string("being_prepared"))
        #expect(soon.fields[.retryAfter] == "60" && state() == "preparing")
        #expect(taras.open("/calls/\(Office.uuid)").words.contains("Запис готується."))
        office.pass(seconds: 900)
        let late = office.api(.get, path)
        #expect(late.status == 502 && late.json["cause"] == .string("recording_not_ready"))
        #expect(state() == "failed")
    }

    @Test("A call nobody answered has no recording, and a call nobody made is not there")
    func none() {
        let uuid = "b07a42d1c9e84f35a6d2180e5c7b94af"
        office.hearConversation(uuid: uuid, answered: false, recording: nil)
        let reply = office.api(.get, "/calls/\(uuid)/recording")
        #expect(reply.status == 404 && reply.json["cause"] == .string("no_recording"))
        #expect(state(uuid) == "none")
        #expect(taras.open("/calls/\(uuid)").words.contains("Запису немає."))
        #expect(taras.open("/calls/\(uuid)/recording").words.contains("немає запису"))
        let nobody = office.api(.get, "/calls/ffff/recording")
        #expect(nobody.status == 404 && nobody.json["cause"] == .string("no_call"))
        #expect(taras.open("/calls/ffff/recording").status == 404)
    }

    @Test("A recording is kept under a name that tells number and time")
    func download() {
        phonet.play("RIFF", fields: [.contentType: "audio/x-wav"])
        let reply = taras.open("\(path)?download")
        #expect(
            reply.fields[.contentDisposition]
                == "attachment; filename=\"380500000011 2026-01-05 10-27.wav\"")
    }

    @Test("Of a transferred call each part can be heard, by the uuid of its leg")
    func everyLeg() throws {
        phonet.play("ID3")
        let second = "b07a42d1c9e84f35a6d2180e5c7b94af"
        let end = Office.morning.advanced(bySeconds: 50).milliseconds
        _ = office.ask(
            .post, "/after_call_end",
            """
            {"uuid":"\(second)","parentUuid":"\(Office.uuid)","endAt":\(end),"lgDirection":4,
            "otherLegNum":"+380500000011","leg":{"type":1,"displayName":"Тарас","ext":"102"},
            "billSecs":50,"duration":55,"disposition":0,
            "audioRecUrl":"https://vitryla-demo.phonet.com.ua/second"}
            """, token: nil, peer: "89.184.65.208")
        let call = office.api(.get, "/calls/\(Office.uuid)").json
        #expect(call["talk_seconds"] == .integer(186) && call["has_recording"] == .truth(true))
        guard case .list(let legs)? = call["legs"] else {
            Issue.record("no legs")
            return
        }
        #expect(legs.map { $0["has_recording"] } == [.truth(true), .truth(true)])
        #expect(legs.map { $0["recording_state"] } == [.string("ready"), .string("ready")])
        let page = taras.open("/calls/\(Office.uuid)").text
        for uuid in [Office.uuid, second] {
            #expect(page.contains("/calls/\(uuid)/recording\""))
            #expect(office.api(.get, "/calls/\(uuid)/recording").status == 200)
            #expect(taras.open("/calls/\(uuid)/recording").status == 200)
        }
        let asked = phonet.requests.compactMap(\.head.path)
        let first = "/rest/public/calls/\(Office.uuid)/audio"
        #expect(asked == [first, first, "/second", "/second"])
        // One that fails says nothing about the other.
        phonet.localize { _ in .failure(.timedOut) }
        #expect(office.api(.get, "/calls/\(second)/recording").status == 502)
        #expect(state() == "ready")
        #expect(taras.open("/calls/\(Office.uuid)").words.contains("Не вдалося отримати запис"))
    }

    @Test("Any spelling of the uuid plays")
    func spelling() {
        phonet.play("ID3")
        let spelt = "3F9C1BE0-7D5E-4A6C-8B21-D04FA7C3E915"
        #expect(office.api(.get, "/calls/\(spelt)/recording").status == 200)
        #expect(taras.open("/calls/\(spelt)/recording").status == 200)
    }
}
