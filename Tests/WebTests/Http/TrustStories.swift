import CallRules
import HTTPTypes
import JSONText
import TestSupport
import Testing

@testable import Store
@testable import Web

/// Whose messages take effect: those of the own account, at the addresses the settings accept.
@Suite("The account and the address of a message")
struct TrustStories {
    private static let phonet = "89.184.65.208"
    private static let account = "vitryla.phonet.com.ua"

    let office: Office
    let olena: Colleague

    init() throws {
        office = try Office()
        olena = try Colleague("Олена Гайова", at: office)
    }

    private func connect(_ domain: String = TrustStories.account) throws {
        _ = try olena.save(["phonet_domain": [domain], "phonet_api_key": ["0123456789abcdef"]])
    }

    private func dial(_ uuid: String, of account: String?) -> String {
        let domain = account.map { #""accountDomain":"\#($0)","# } ?? ""
        return """
            {"event":"call.dial",\(domain)"uuid":"\(uuid)","lgDirection":4,"dialAt":1767601800000,
            "leg":{"ext":"101"},"otherLegs":[{"num":"+380500000099"}]}
            """
    }

    private func post(_ path: String, _ body: String, peer: String = TrustStories.phonet) -> Reply {
        office.ask(.post, path, body, token: nil, peer: peer)
    }

    private var calls: [String] {
        office.api(.get, "/calls").items.compactMap { call in
            if case .string(let uuid)? = call["uuid"] { uuid } else { nil }
        }
    }

    private func customer() {
        let made = office.api(
            .post, "/clients", #"{"name":"Ірина Соколова","phones":["+380500000011"]}"#)
        #expect(made.status == 201)
    }

    @Test("A message of another account waits in quarantine, and the log says whose it is")
    func foreign() throws {
        try connect()
        #expect(post("/call", dial("a1", of: "x.phonet.com.ua")).json["status"] == .string("ok"))
        #expect(calls.isEmpty)
        let log = olena.open("/webhook-log?status=quarantined").words
        #expect(log.contains("іншого акаунта Phonet: x.phonet.com.ua"))
        let quarantine = olena.open("/webhook-log/quarantine").words
        #expect(quarantine.contains("іншого акаунта Phonet: x.phonet.com.ua"))
        let settings = olena.open("/settings").words
        #expect(!settings.contains("Надійшло з недовіреної адреси"))
        // Neither processing it again nor trusting the address gives it effect.
        let id = try office.store.webhookMessages(WebhookMessageFilter(), Pagination()).items[0].id
        _ = office.api(.post, "/webhook-messages/\(id)/replay", "{}")
        _ = try olena.save(["webhook_allowed_networks": ["89.184.65.0/24"]])
        _ = try office.gateway.release.finish()
        #expect(calls.isEmpty)
        // The domain was mistyped: what waited takes effect.
        try connect("x.phonet.com.ua")
        _ = try office.gateway.release.finish()
        #expect(calls == ["a1"])
    }

    @Test(
        "The own account is known in any spelling, and a message need not name one",
        arguments: [
            "Vitryla.Phonet.COM.UA", "vitryla.phonet.com.ua.", "vitryla.phonet.com.ua:443", nil,
            "https://vitryla.phonet.com.ua/", "", "null",
        ])
    func own(account: String?) throws {
        try connect()
        _ = post("/call", dial("a1", of: account))
        #expect(calls == ["a1"])
    }

    @Test(
        "Whatever is not the own account waits in quarantine, wherever and however it is named",
        arguments: [
            ("", #""vitryla.phonet.com.ua:8443""#), ("", #"["x.phonet.com.ua"]"#),
            ("", #"["vitryla.phonet.com.ua","x.phonet.com.ua"]"#), ("", "true"), ("", "[]"),
            ("", #"{"host":"x.phonet.com.ua"}"#), ("?accountDomain=x.phonet.com.ua", "null"),
            ("?accountDomain=x.phonet.com.ua", #""vitryla.phonet.com.ua""#),
            ("?accountDomain[]=x.phonet.com.ua", "null"),
        ])
    func shapes(query: String, account: String) throws {
        try connect()
        customer()
        let event = dial("a1", of: nil).replacing(
            #""uuid":"#, with: #""accountDomain":\#(account),"uuid":"#)
        for body in [event, "[\(event)]"] {
            #expect(post("/call\(query)", body).json["status"] == .string("ok"))
        }
        #expect(calls.isEmpty)
        let statuses = try office.store.webhookMessages(WebhookMessageFilter(), Pagination()).items
            .map(\.status)
        #expect(statuses == [.quarantined, .quarantined])
        // Processing again sees the same.
        for message in try office.store.webhookMessages(WebhookMessageFilter(), Pagination()).items
        {
            _ = office.api(.post, "/webhook-messages/\(message.id)/replay", "{}")
        }
        #expect(calls.isEmpty)
        let lookup = #"{"otherLegNum":"+380500000011","accountDomain":\#(account)}"#
        #expect(post("/customer_data\(query)", lookup).json["name"] == .null)
    }

    @Test("Without a domain in the settings every account counts")
    func noDomain() {
        _ = post("/call", dial("a1", of: "x.phonet.com.ua"))
        #expect(calls == ["a1"])
    }

    @Test("A lookup of another account learns nothing, even at a secret address")
    func foreignLookup() throws {
        try connect()
        customer()
        let secret = "a-secret-address-of-this-story"
        try office.store.rotateWebhookToken(
            hash: Secret.hash(secret), by: .command, at: Office.morning)
        let ours = #"{"otherLegNum":"+380500000011"}"#
        let theirs = #"{"otherLegNum":"+380500000011","accountDomain":"x.phonet.com.ua"}"#
        for path in ["/customer_data", "/h/\(secret)/customer_data"] {
            #expect(post(path, ours).json["name"] == .string("Ірина Соколова"))
            #expect(post(path, theirs).json["name"] == .null)
        }
    }

    @Test("With secret addresses only, plain ones are a stranger's, until the switch is off again")
    func secretOnly() throws {
        customer()
        let secret = "a-secret-address-of-this-story"
        try office.store.rotateWebhookToken(
            hash: Secret.hash(secret), by: .command, at: Office.morning)
        _ = try olena.save(["secret_webhook_addresses_only": ["1"]])
        #expect(office.store.settings.settings.secretWebhookAddressesOnly)
        let lookup = #"{"otherLegNum":"+380500000011"}"#
        #expect(post("/call", dial("a1", of: nil)).status == 200)
        #expect(post("/h/\(secret)/call", dial("a2", of: nil)).status == 200)
        #expect(calls == ["a2"])
        #expect(post("/customer_data", lookup).json["name"] == .null)
        #expect(post("/h/\(secret)/customer_data", lookup).json["name"] != .null)
        let log = olena.open("/webhook-log?status=quarantined").words
        #expect(log.contains("приймаються лише секретні адреси"))
        #expect(olena.open("/settings").words.contains("Приймаються лише секретні адреси"))
        _ = try olena.save(["secret_webhook_addresses_only": []])
        _ = try office.gateway.release.finish()
        #expect(calls.sorted() == ["a1", "a2"])
    }

    @Test("The settings offer the secret addresses first and say why")
    func offersSecret() {
        let words = olena.open("/settings").words
        let secret = words.range(of: "Секретні адреси")
        let plain = words.range(of: "Адреси без секрету")
        #expect(secret != nil && plain != nil)
        if let secret, let plain { #expect(secret.lowerBound < plain.lowerBound) }
        #expect(words.contains("всіх своїх клієнтів із тих самих IP-адрес"))
    }

    @Test("Recordings of other hosts are never stored")
    func recordings() throws {
        try connect()
        for (uuid, host) in [
            ("a1", "http://vitryla.phonet.com.ua"), ("a2", "https://x.phonet.com.ua"),
        ] {
            let record = """
                {"uuid":"\(uuid)","endAt":1767601945789,"billSecs":9,"disposition":0,"lgDirection":4,
                "otherLegNum":"+380500000099",
                "audioRecUrl":"\(host)/rest/public/calls/\(uuid)/audio "}
                """
            #expect(post("/after_call_end", record).status == 200)
        }
        #expect(office.api(.get, "/calls/a1").json["has_recording"] == .truth(true))
        #expect(office.api(.get, "/calls/a2").json["has_recording"] == .truth(false))
    }

    @Test(
        "One slash and white space around an address are forgiven",
        arguments: [
            "/call/", "/call%20", "/%20call", "/call%20/", "/call/%20", "/call%C2%A0",
            "/call%E2%80%8B", "/after_call_end%20/", "/customer_data/",
        ])
    func forgiven(path: String) throws {
        #expect(post(path, dial("a1", of: nil)).status == 200)
        #expect(calls == ["a1"])
    }

    @Test("A post of Phonet to an address that does not exist is shown on the status page")
    func nearMiss() {
        for (path, body) in [
            ("/Call", dial("a1", of: nil)), ("/CALL", dial("a1", of: nil)),
            ("/h/a-secret-nobody-may-see/Call", "{}"), ("/after-call-end", ""),
            ("/webhook", #"{"otherLegNum":"+380500000011"}"#), ("/", dial("a1", of: nil)),
        ] {
            #expect(post(path, body).status != 200)
        }
        for (path, body) in [("/webhook", "a=1"), ("/wp-login.php", "log=admin"), ("/nothing", "")]
        {
            _ = post(path, body)
        }
        #expect(calls.isEmpty)
        let status = olena.open("/status")
        for path in ["/Call", "/CALL", "/h/•••/Call", "/after-call-end", "/webhook"] {
            #expect(status.words.contains("\(path) – 1"), "\(path)")
        }
        #expect(status.words.contains("з адреси 89.184.65.208"))
        #expect(!status.text.contains("a-secret-nobody") && !status.text.contains("wp-login"))
        for number in 0..<100 { _ = post("/call-\(number)x", dial("a1", of: nil)) }
        #expect(olena.open("/status").text.components(separatedBy: "<code>/").count == 21)
    }
}
