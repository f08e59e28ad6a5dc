import CallRules
import TestSupport
import Testing

@testable import Store
@testable import Web

@Suite("The page of missed calls")
struct MissedCasePageStories {
    let office: Office
    let taras: Browser
    let marko: Browser

    init() throws {
        office = try Office()
        try office.hirePeople()
        taras = try office.browser(of: Office.taras)
        marko = try office.browser(of: Office.marko)
    }

    /// Stores the record of a call that started this many minutes before `Office.morning`.
    private func call(
        _ number: String, minutesAgo: Int, _ direction: LegDirection = .incoming,
        answered: Bool = false
    ) throws {
        var leg = Leg(uuid: "\(number.dropFirst())\(minutesAgo)")
        leg.direction = direction
        leg.number = number
        leg.line = "+380440000777"
        var record = CDR()
        record.endAt = Office.morning.earlier(bySeconds: minutesAgo * 60 - 30)
        record.duration = 30
        record.billSeconds = answered ? 20 : 0
        record.disposition = answered ? 0 : 1
        record.party = Party(kind: .user, extension: "103", name: nil)
        leg.record = record
        let webhook = ReceivedWebhook(
            endpoint: .afterCallEnd, sourceIP: "89.184.65.208", isTrusted: true,
            receivedAt: Office.morning, contentType: nil, payload: Array(leg.uuid.utf8))
        try office.store.received(webhook, .messages([.record(leg)]))
    }

    /// The colour and the text of the waiting time in each row.
    private func clocks(_ page: Reply) -> [String] {
        page.text.matches(of: /<td class="sign"><span class="badge (\w+)" title="([^"]+)"/)
            .map { "\($0.1): \($0.2)" }
    }

    @Test("Whoever waits longest comes first, and the clock says how long in words and colour")
    func clock() throws {
        try call("+380500000022", minutesAgo: 5)
        try call("+380500000011", minutesAgo: 72)
        try call("+380500000033", minutesAgo: 20)
        try call("+380500000011", minutesAgo: 10)
        try call("+380500000011", minutesAgo: 3, .outgoing)
        let page = taras.open("/missed")
        #expect(
            clocks(page) == [
                "bad: чекає 1 год 12 хв", "alert: чекає 20 хв", "plain: чекає 5 хв",
            ])
        #expect(page.words.contains("2 пропущені · 1 спроба 10:20 +380 44 000 07 77"))
        #expect(page.words.contains("5 хв 10:25 +380 44 000 07 77"))
        #expect(page.text.contains("/calls/38050000001110\""))
    }

    @Test("A call before the opening waits from then on, says so, and has a filter of its own")
    func hours() throws {
        // Seven minutes ago, at 10:23; the office opens at 10:40.
        try call("+380500000022", minutesAgo: 7)
        #expect(!taras.open("/missed").text.contains("hours=outside"))
        let saved = office.api(
            .patch, "/settings", #"{"working_hours":{"mon":[["10:40","18:00"]]}}"#)
        #expect(saved.status == 200)
        #expect(clocks(taras.open("/missed")) == ["plain: чекатиме з 10:40"])
        office.pass(seconds: 10 * 60)
        let opened = taras.open("/missed")
        #expect(clocks(opened) == ["plain: чекає менше хвилини"])
        #expect(opened.words.contains("поза робочими годинами"))
        #expect(clocks(taras.open("/missed?hours=outside")).count == 1)
        #expect(clocks(taras.open("/missed?hours=within")).isEmpty)
        let told = office.api(.get, "/missed-calls").text
        #expect(
            told.contains("\"in_working_hours\":false") && told.contains("\"waiting_seconds\":null")
        )
    }

    @Test("The sidebar counts what waits for the person, on every page")
    func count() throws {
        #expect(!taras.open("/me").text.contains("class=\"count\""))
        try call("+380500000022", minutesAgo: 5)
        try call("+380500000033", minutesAgo: 5)
        var details = LeadDetails()
        details.name = "Кав’ярня"
        details.phones = [PhoneNumber("+380500000033")]
        details.responsibleID = Office.marko
        _ = try office.store.createLead(details, origin: .manual, at: Office.morning)
        let counted = #"<span class="count" title="Чекають: 1">1</span>"#
        #expect(taras.open("/me").text.contains(counted))
        let mine = taras.open("/missed").words
        #expect(mine.contains("+380 50 000 00 22") && !mine.contains("Кав’ярня"))
        let everybodys = taras.open("/missed?whose=everybody").words
        #expect(everybodys.contains("Кав’ярня") && everybodys.contains("Марко Дубовик"))
        let markos = marko.open("/missed").text
        #expect(markos.contains("title=\"Чекають: 2\""))
        #expect(markos.contains("/gateways/phonetapi/leads/1\">Кав’ярня"))
        #expect(markos.contains("value=\"+380500000033\""), "a button to call back")
    }

    @Test("Closed by hand it waits no longer, and can be opened again where it is listed")
    func byHand() throws {
        try call("+380500000022", minutesAgo: 5)
        let close = "/missed/1/closing"
        let closed = taras.send(
            close, ["reason-1": "wrong_number", "note-1": "", "whose": "everybody"])
        #expect(closed.place == "/missed?whose=everybody&done=closed")
        let after = taras.open("/missed?whose=everybody&done=closed").words
        #expect(after.contains("Закрито.") && after.contains("Ніхто не чекає"))
        #expect(taras.send(close, ["reason-1": "spam"]).place == "/missed?done=ended")

        let ended = taras.open("/missed?state=ended").words
        #expect(ended.contains("помилилися номером · Тарас Левченко 10:30"))
        let reopened = taras.send("/missed/1/reopening", ["state": "ended"])
        #expect(reopened.place == "/missed?state=ended&done=reopened")
        #expect(taras.open("/missed?state=ended").words.contains("ще нічого не завершено"))
        #expect(taras.open("/missed").words.contains("чекає 5 хв"))
        #expect(taras.send("/missed/1/reopening").place == "/missed?done=not-closed")
    }

    @Test("A form that showed another case closes nothing and says so")
    func changed() throws {
        try call("+380500000022", minutesAgo: 5)
        let page = taras.open("/missed?whose=everybody").text
        #expect(page.contains("name=\"shown_phone\" value=\"+380500000022\""))
        let shown: Int64 = try #require(
            try office.store.missedCases(MissedCaseFilter(), Pagination(), at: Office.morning).items
                .first?.openedAt
                .milliseconds)
        let close = "/missed/1/closing"
        for (phone, openedAt) in [("+380500000033", shown), ("+380500000022", shown - 1)] {
            let answer = taras.send(
                close,
                [
                    "reason-1": "spam", "shown_phone": phone, "shown_opened_at": "\(openedAt)",
                ])
            #expect(answer.place == "/missed?done=changed")
        }
        #expect(taras.open("/missed?done=changed").words.contains("тим часом змінився"))
        #expect(taras.open("/missed").words.contains("чекає"))
        let gone = taras.send(
            "/missed/9/closing",
            ["reason-9": "spam", "shown_phone": "+380500000022", "shown_opened_at": "\(shown)"])
        #expect(gone.place == "/missed?done=changed")
        let same = taras.send(
            close,
            ["reason-1": "spam", "shown_phone": "+380500000022", "shown_opened_at": "\(shown)"])
        #expect(same.place == "/missed?done=closed")
    }

    @Test("A form without a reason, or with another one but no words, comes back as it was typed")
    func refused() throws {
        try call("+380500000022", minutesAgo: 5)
        let empty = taras.send("/missed/1/closing", ["reason-1": "", "note-1": "не знаю"])
        #expect(
            empty.status == 422
                && empty.text.contains("<details class=\"drop\" name=\"closing\" open>"))
        #expect(empty.words.contains("оберіть причину") && empty.text.contains("value=\"не знаю\""))
        let silent = taras.send("/missed/1/closing", ["reason-1": "other"])
        #expect(silent.status == 422 && silent.text.contains("id=\"problem-note-1\""))
        #expect(silent.text.contains("<option value=\"other\" selected>"))
        #expect(taras.open("/missed").words.contains("чекає"))
        for path in ["/missed/9/closing", "/missed/9/reopening"] {
            #expect(taras.send(path, ["reason-9": "spam"]).status == 404)
        }
    }

    @Test("What ended today says how: they were called back, or got through")
    func ended() throws {
        try call("+380500000022", minutesAgo: 30)
        try call("+380500000022", minutesAgo: 20, .outgoing, answered: true)
        try call("+380500000033", minutesAgo: 30)
        try call("+380500000033", minutesAgo: 10, answered: true)
        // A case that ended yesterday.
        try call("+380500000011", minutesAgo: 900)
        try call("+380500000011", minutesAgo: 800, answered: true)
        let page = taras.open("/missed?state=ended").words
        #expect(page.contains("передзвонили · Марко Дубовик 10:10"))
        #expect(page.contains("додзвонилися самі · Марко Дубовик 10:20"))
        #expect(!page.contains("+380 50 000 00 11"))
    }

    @Test("Names are only names, and a company stands beside its client")
    func names() throws {
        try call("+380500000022", minutesAgo: 5)
        let client = #"{"name":"<b>Ірина","company":"ТОВ & Ко","phones":["0500000022"]}"#
        #expect(office.api(.post, "/clients", client).status == 201)
        #expect(taras.open("/missed").text.contains("&lt;b&gt;Ірина (ТОВ &amp; Ко)"))
    }

    @Test("A long list goes on page by page, the longest waiting first")
    func pages() throws {
        for number in 100...150 { try call("+380500000\(number)", minutesAgo: number) }
        let first = taras.open("/missed")
        #expect(clocks(first).count == 50 && clocks(first).first == "bad: чекає 2 год 30 хв")
        let next = try #require(
            first.text.components(separatedBy: "/missed?after=").dropFirst().first?
                .prefix { $0 != "\"" })
        let second = taras.open("/missed?after=\(next)")
        for page in [first, second] { #expect(page.words.contains("51 пропущений")) }
        #expect(clocks(second) == ["bad: чекає 1 год 40 хв"])
        #expect(second.words.contains("На початок"))
    }

    @Test(
        "A span of time is told in its two greatest units",
        arguments: [
            (0, "менше хвилини", "less than a minute"), (60, "1 хв", "1 min"),
            (3_600, "1 год", "1 h"), (4_320, "1 год 12 хв", "1 h 12 min"),
            (86_400, "1 день", "1 day"), (2 * 86_400 + 7_300, "2 дні 2 год", "2 days 2 h"),
            (-5, "менше хвилини", "less than a minute"),
        ])
    func spans(seconds: Int, uk: String, en: String) {
        let localizer = { Localizer($0, timezone: "Europe/Kyiv", now: Office.morning) }
        #expect(localizer(.uk).span(seconds: seconds) == uk)
        #expect(localizer(.en).span(seconds: seconds) == en)
    }
}
