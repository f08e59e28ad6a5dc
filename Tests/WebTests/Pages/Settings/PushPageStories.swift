import CallRules
import HTTPTypes
import JSONText
import TestSupport
import Testing

@testable import Store
@testable import Web

@Suite("How people are told: their own page")
struct PushPageStories {
    let office: Office
    let taras: Colleague
    let marko: Colleague

    /// The browser of RFC 8291 §5.
    private let browser = [
        ("endpoint", "https://push.example/of-taras"),
        (
            "p256dh",
            "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"
        ),
        ("auth", "BTBZMqHH6r4Tts7J_aSIgg"),
    ]

    init() throws {
        office = try Office { $0.push = PushConfig(publicKey: "the-public-key") }
        taras = try Colleague("Тарас Левченко", .employee, extension: "102", at: office)
        marko = try Colleague("Марко Дубовик", .employee, extension: "103", at: office)
    }

    /// The subscription with some fields replaced.
    private func browser(_ changes: [String: String]) -> [(String, String)] {
        browser.map { ($0.0, changes[$0.0] ?? $0.1) }
    }

    private func ids() throws -> [Int64] {
        try office.store.pushSubscriptions(of: taras.id).map(\.id)
    }

    @Test("What somebody chooses is kept, and shown again")
    func preference() throws {
        #expect(taras.open("/me").text.contains("value=\"everything\" checked"))
        let saved = taras.send(
            "/me/notices",
            [("notices", "missed_only"), ("quiet_from", "22:00"), ("quiet_until", "07:30")])
        #expect(saved.place == "/me?done=notices")
        let preference = try office.store.noticePreference(of: taras.id)
        #expect(preference.choice == .missedOnly)
        #expect(preference.quietHours == QuietHours(from: 1320, until: 450))
        let page = taras.open("/me").text
        #expect(page.contains("value=\"missed_only\" checked"))
        #expect(page.contains("value=\"22:00\"") && page.contains("value=\"07:30\""))
        #expect(try office.store.noticePreference(of: marko.id) == NoticePreference())
        #expect(taras.send("/me/notices", [("notices", "silent")]).status == 303)
        #expect(try office.store.noticePreference(of: taras.id).quietHours == nil)
    }

    @Test(
        "A form with mistakes comes back with what was typed, and nothing is kept",
        arguments: [
            ("", "", "", "notices"), ("loudly", "", "", "notices"),
            ("everything", "22:00", "", "quiet_until"), ("everything", "", "7:00", "quiet_from"),
            ("everything", "25:00", "07:00", "quiet_from"),
            ("everything", "22:00", "опівночі", "quiet_until"),
            ("everything", "22:00", "22:00", "quiet_until"),
        ])
    func validationMessages(choice: String, from: String, until: String, field: String) throws {
        let reply = taras.send(
            "/me/notices", [("notices", choice), ("quiet_from", from), ("quiet_until", until)])
        #expect(reply.status == 422)
        #expect(reply.text.contains("problem-\(field)"))
        #expect(reply.text.contains("name=\"quiet_from\" type=\"time\" value=\"\(from)\""))
        #expect(try office.store.noticePreference(of: taras.id) == NoticePreference())
    }

    @Test("A browser is switched on, shown without its secrets, tried out and switched off")
    func browsers() throws {
        #expect(taras.send("/me/push-subscriptions", browser).place == "/me?done=subscribed")
        let id = "\(try ids().first ?? 0)"
        let page = taras.open("/me")
        #expect(page.text.contains("data-push=\"the-public-key\""))
        #expect(page.words.contains("Надіслати пробний пуш"))
        #expect(!page.text.contains("of-taras") && !page.text.contains("BTBZMqHH6r4Tts7J"))
        #expect(!marko.open("/me").words.contains("Надіслати пробний пуш"))
        #expect(taras.send("/me/push-trials", [("subscription", id)]).place == "/me?done=tried")
        #expect(
            taras.send("/me/push-removals", [("subscription", id)]).place == "/me?done=unsubscribed"
        )
        #expect(try ids().isEmpty)
    }

    @Test("Nobody reaches the browser of somebody else")
    func untrustedSources() throws {
        #expect(taras.send("/me/push-subscriptions", browser).status == 303)
        let form = [("subscription", "\(try ids().first ?? 0)")]
        #expect(marko.send("/me/push-trials", form).status == 404)
        #expect(marko.send("/me/push-removals", form).status == 404)
        #expect(marko.send("/me/push-removals", [("subscription", "x")]).status == 404)
        #expect(try ids().count == 1)
    }

    @Test("What no push service would be reached by is refused, with a sentence")
    func unusable() throws {
        let tries = [
            ["endpoint": "http://push.example/a"], ["endpoint": "https://a@push.example/a"],
            ["endpoint": ""], ["p256dh": "AAAA"], ["auth": "AAAA"],
        ]
        for changes in tries {
            let reply = taras.send("/me/push-subscriptions", browser(changes))
            #expect(reply.status == 422, "\(changes)")
            #expect(reply.words.contains("Спробуйте інший браузер"))
        }
        #expect(try ids().isEmpty)
    }

    @Test(
        "Why pushes do not arrive is said in the person's language, and to monitoring by name",
        arguments: [
            (DeliveryFailure.keyRefused, "another key", "key_refused"),
            (.unavailable(status: 503), "no pushes just now", "ok"),
            (.noResponse(.timedOut), "did not answer", "ok"),
            (.noResponse(.addressRefused), "did not answer", "ok"),
        ])
    func failures(failure: DeliveryFailure, said: String, named: String) throws {
        #expect(taras.send("/me/push-subscriptions", browser).status == 303)
        try office.store.write(.system(at: Instant(milliseconds: 0))) { transaction in
            for row in try PushSubscriptionTable.rows("1", transaction.db) {
                try ChannelKind.webPush.addresses.note(
                    failure, row.id, at: Office.morning, transaction.db)
            }
        }
        _ = taras.send("/appearance", [("language", "en")])
        #expect(taras.open("/me").words.contains(said))
        #expect(office.ask(.get, "/healthz").json["push"] == .string(named))
    }

    @Test("The service worker is ours alone to load, and asked for anew each time")
    func serviceWorker() {
        let reply = office.ask(.get, "/service-worker.js", token: nil)
        #expect(reply.status == 200)
        #expect(reply.fields[.contentType] == "text/javascript; charset=utf-8")
        #expect(reply.fields[.cacheControl] == "no-cache")
        #expect(reply.fields[.contentSecurityPolicy] == "default-src 'none'; connect-src 'self'")
        #expect(office.ask(.post, "/service-worker.js", "", token: nil).status == 405)
        let policy = taras.open("/me").fields[.contentSecurityPolicy] ?? ""
        #expect(policy.contains("worker-src 'self'"))
    }

    @Test("A gateway without a way to push services offers no pushes")
    func without() throws {
        let bare = try Office()
        let olena = try Colleague("Олена Гайова", at: bare)
        let page = olena.open("/me")
        #expect(page.words.contains("Тихі години") && !page.text.contains("data-push"))
        #expect(olena.send("/me/push-subscriptions", browser).status == 404)
    }
}
