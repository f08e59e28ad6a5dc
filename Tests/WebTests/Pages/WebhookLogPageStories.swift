import CallRules
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store
@testable import Web

@Suite("The webhook log")
struct WebhookLogPageStories {
    let office: Office
    let olena: Browser
    private let phonet = "89.184.65.208"
    private let untrusted = "198.51.100.7"

    init() throws {
        office = try Office()
        try office.hirePeople()
        olena = try office.browser(of: Office.olena)
    }

    private func dial(_ uuid: String, second: Int = 0) -> String {
        """
        {"event":"call.dial","uuid":"\(uuid)","lgDirection":4,"dialAt":\(1_767_601_800_000 + second * 1000),\
        "leg":{"ext":"102","type":1},"otherLegs":[{"num":"+380500000099"}]}
        """
    }

    @discardableResult
    private func post(_ body: String, from peer: String, to path: String = "/call") -> Reply {
        office.ask(.post, path, body, token: nil, peer: peer)
    }

    private func audit(_ action: AuditAction) throws -> [AuditEntry] {
        try office.store.auditEntries(Pagination()).items.filter { $0.action == action }
    }

    @Test("Every message stands there with its source, what became of it, why, and its call")
    func list() {
        post(dial("a1"), from: phonet)
        post(dial("a1"), from: phonet)
        post("{\"event\":<b>", from: phonet)
        post(dial("b1"), from: untrusted)
        let page = olena.open("/webhook-log")
        #expect(page.status == 200)
        for word in ["оброблено", "повтор", "не прочитано", "у карантині", phonet, untrusted] {
            #expect(page.words.contains(word), "\(word)")
        }
        #expect(page.words.contains("помилка в JSON на байті"))
        #expect(page.text.contains("/calls/a1\">дзвінок"))
        #expect(!page.text.contains("/calls/b1"))
    }

    @Test("What Phonet sent stands in the reason letter for letter, in either language")
    func reasonHoldsPhonetsWords() throws {
        post(#"{"event":"call.pause set, more than 5 items"}"#, from: phonet)
        let sent = "&quot;call.pause set, more than 5 items&quot;"
        #expect(olena.open("/webhook-log").words.contains("подія \(sent) невідома"))
        #expect(olena.open("/webhook-log/1").words.contains("подія \(sent) невідома"))
        let api = office.ask(.get, "/api/v1/webhook-messages")
        #expect(api.text.contains(#"the event \"call.pause set, more than 5 items\" is not known"#))
    }

    @Test("The English sentence of a row that version 0.6.0 wrote stays as it stands")
    func earlierReason() throws {
        post("{", from: phonet)
        try office.store.write(.system(at: Instant(milliseconds: 0))) { tx in
            try tx.db.execute(
                sql: "UPDATE webhook_message SET reason = 'more than 1000 items', reasons = NULL")
        }
        #expect(olena.open("/webhook-log").words.contains("more than 1000 items"))
        let api = office.ask(.get, "/api/v1/webhook-messages")
        #expect(api.text.contains(#""reason":"more than 1000 items""#))
        _ = olena.send("/webhook-log/replays", ["id": "1", "scope": "one"])
        #expect(olena.open("/webhook-log").words.contains("JSON обривається на байті 1"))
    }

    @Test("Filters leave what was asked for, and a day that is none is pointed out")
    func filters() {
        post(dial("a1"), from: phonet)
        post(dial("b1"), from: untrusted)
        post(
            #"{"uuid":"a1","endAt":1767601830000,"disposition":1}"#, from: phonet,
            to: "/after_call_end")
        func rows(_ query: String) -> Int {
            olena.open("/webhook-log?\(query)").text.components(separatedBy: "<tr data-href").count
                - 1
        }
        #expect(rows("") == 3 && rows("status=quarantined") == 1)
        #expect(rows("endpoint=after_call_end") == 1 && rows("source=\(untrusted)") == 1)
        #expect(rows("from=2026-01-05&to=2026-01-05") == 3 && rows("from=2026-01-06") == 0)
        #expect(rows("status=nonsense&endpoint=x") == 3)
        let odd = olena.open("/webhook-log?from=2026-02-30")
        #expect(odd.status == 422 && odd.text.contains("problem-from"))
    }

    @Test("A long webhook log goes on page by page, none left out and none twice")
    func pages() throws {
        for number in 0..<60 { post(dial("a\(number)", second: number), from: phonet) }
        var (path, seen): (String?, [String]) = ("/webhook-log?source=\(phonet)", [])
        while let here = path {
            let page = olena.open(here)
            seen += page.text.components(
                separatedBy: "<tr data-href=\"/gateways/phonetapi/webhook-log/"
            )
            .dropFirst().map { String($0.prefix { $0 != "\"" }) }
            path = page.text.components(separatedBy: "href=\"/gateways/phonetapi")
                .last { $0.contains("after=") && $0.hasPrefix("/webhook-log") }
                .map { String($0.prefix { $0 != "\"" }).unescaped }
        }
        #expect(seen == (1...60).reversed().map { "\($0)" })
    }

    @Test("The body is shown for reading and as it came, and is never more than text")
    func body() throws {
        post(#"{"event":"call.odd","name":"<script>alert(1)</script>","n":[1,{}]}"#, from: phonet)
        let page = olena.open("/webhook-log/1")
        #expect(page.status == 200 && !page.text.contains("<script>alert"))
        #expect(page.text.contains("&quot;n&quot;: [\n    1,\n    {}\n  ]"))
        #expect(page.words.contains("Як надійшло"))
        #expect(page.words.contains("подія &quot;call.odd&quot; невідома"))
        post("\u{0}\u{1}", from: phonet)
        #expect(olena.open("/webhook-log/2").status == 200)
        #expect(olena.open("/webhook-log/3").status == 404)
    }

    @Test("Messages that are taken again change nothing, and leave one line in the audit")
    func replay() throws {
        for number in 0..<30 { post(dial("a\(number)", second: number), from: phonet) }
        func account() throws -> Int {
            try office.store.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM call") ?? 0 }
        }
        let sent = olena.send(
            "/webhook-log/replays", pairs: [("scope", "all"), ("source", phonet)])
        #expect(sent.status == 303)
        let place = try #require(sent.place)
        #expect(olena.open(place).text.contains("id=\"replay\" data-live"))
        #expect(olena.open(place).words.contains("Повідомлення обробляються знову."))
        // A second order waits for nobody and changes nothing.
        _ = olena.send("/webhook-log/replays", pairs: [("scope", "all")])
        office.gateway.replays.finish()
        let page = olena.open(place)
        #expect(!page.text.contains("data-live"))
        #expect(page.words.contains("Повторну обробку завершено."))
        #expect(page.words.contains("Оброблено знову: 30 повідомлень. Нового в них немає"))
        let marked = olena.send(
            "/webhook-log/replays", pairs: [("scope", "marked"), ("id", "3"), ("id", "4")])
        #expect(marked.place?.contains("replayed=2") == true)
        let one = olena.send("/webhook-log/replays", pairs: [("scope", "one"), ("id", "5")])
        #expect(one.place?.hasPrefix("/webhook-log/5?replayed=1") == true)
        #expect(try account() == 30)
        #expect(
            try audit(.messagesReplayed).map(\.subject)
                == ["messages/5", "messages/3-4", "messages/1-30"])
        #expect(try audit(.messagesReplayed).allSatisfy { $0.actor == "Олена Гайова" })
        #expect(olena.open("/audit?action=messages_replayed").words.contains("30 повідомлень"))
        #expect(
            olena.send("/webhook-log/replays", ["scope": "marked"]).place?.contains("replayed=0")
                == true)
        #expect(try audit(.messagesReplayed).count == 3)
    }

    @Test("All of a filter, however many, are processed without anybody waiting")
    func replayOfMany() throws {
        let count = 2 * ReplayBatch.size + 300
        try office.store.write(.system(at: Office.morning)) { tx in
            let webhook = ReceivedWebhook(
                endpoint: .call, sourceIP: phonet, isTrusted: true, receivedAt: Office.morning,
                contentType: "application/json", payload: Array(dial("a1").utf8))
            for _ in 0..<count {
                try WebhookMessageTable.insert(
                    webhook, MessageResult(status: .processed), tx.sql)
            }
        }
        _ = olena.send("/webhook-log/replays", pairs: [("scope", "all"), ("status", "processed")])
        office.gateway.replays.finish()
        #expect(olena.open("/webhook-log").words.contains("2 300 повідомлень"))
        #expect(
            try audit(.messagesReplayed).map(\.subject)
                == ["messages/2001-2300", "messages/1001-2000", "messages/1-1000"])
        #expect(office.api(.get, "/calls").items.count == 1)
    }

    @Test("The API takes a message again through the same door")
    func overTheAPI() throws {
        post(dial("a1"), from: phonet)
        #expect(
            office.api(.post, "/webhook-messages/1/replay").json["status"] == .string("processed"))
        #expect(try audit(.messagesReplayed).map(\.actor) == ["CRM"])
        #expect(office.api(.post, "/webhook-messages/9/replay").status == 404)
        #expect(try audit(.messagesReplayed).count == 1)
    }

    @Test("A stranger's messages take effect as soon as its address is trusted")
    func trust() throws {
        post(dial("b1"), from: untrusted)
        post(#"{"otherLegNum":"+380500000099"}"#, from: untrusted, to: "/customer_data")
        try office.store.write(.system(at: Instant(milliseconds: 0))) { _ in }
        let page = olena.open("/webhook-log/quarantine")
        #expect(page.words.contains(untrusted) && page.words.contains("подія дзвінка – 1"))
        #expect(page.words.contains("«не знайдено», від 10:30 : 1."))
        #expect(olena.open("/webhook-log/1").words.contains("довірити адресі"))
        let sent = olena.send(
            "/settings/trusted-networks",
            ["network": untrusted, "back": "/gateways/phonetapi/webhook-log/quarantine"])
        #expect(sent.place == "/webhook-log/quarantine?news=trusted")
        #expect(try office.gateway.release.finish() == 2)
        let after = olena.open("/webhook-log/quarantine?news=trusted")
        #expect(
            after.words.contains("Адресі довірено") && after.words.contains("Карантин порожній"))
        #expect(office.api(.get, "/calls/b1").status == 200)
        let lines = try audit(.addressTrusted)
        #expect(lines.map(\.subject) == ["address/\(untrusted)"])
        #expect(lines.first?.sourceIP == "203.0.113.7")
        #expect(try audit(.settingsChanged).isEmpty)
    }
}
