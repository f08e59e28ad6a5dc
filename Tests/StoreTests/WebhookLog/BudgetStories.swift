import CallRules
import TestSupport
import Testing

@testable import Store

@Suite("What untrusted sources may leave on the disk")
struct BudgetStories {
    let company: Company
    var store: Store { company.store }
    private let noisy = "203.0.113.5"
    private let newAddress = "198.51.100.7"

    init() throws {
        company = try Company()
    }

    @discardableResult
    private func send(
        from source: String, bytes: Int, decoded: Decoded = .unreadable(.emptyBody),
        trusted: Bool = false
    ) throws -> WebhookMessageStatus {
        try store.received(
            ReceivedWebhook(
                endpoint: .call, sourceIP: source, isTrusted: trusted, receivedAt: Company.morning,
                contentType: nil, payload: [UInt8](repeating: 120, count: bytes)), decoded)
    }

    /// Fails unless the sums are those of the rows.
    private func expectSums() throws {
        let rows = """
            SELECT ifnull(sum(length(payload)), 0) || ' ' || count(*) FROM webhook_message
            WHERE trusted = 0 OR status = 'quarantined'
            """
        let told: String? = try company.value(rows)
        #expect(try company.value("SELECT bytes || ' ' || messages FROM untrusted_total") == told)
        #expect(
            try company.value(
                "SELECT ifnull(sum(bytes), 0) || ' ' || ifnull(sum(messages), 0) FROM untrusted_source"
            )
                == told)
    }

    private func messages(from source: String) throws -> Int {
        try company.count("SELECT count(*) FROM webhook_message WHERE source_ip = '\(source)'")
    }

    @Test("Of what cannot be read or is too long the first 4 KiB are kept, with the length it had")
    func excerpts() throws {
        #expect(try send(from: noisy, bytes: 250_006) == .failed)
        #expect(
            try send(from: noisy, bytes: 33_000, decoded: .messages([Conversation().dial]))
                == .failed)
        #expect(
            try send(from: noisy, bytes: 32_768, decoded: .messages([Conversation().dial]))
                == .quarantined)
        #expect(try send(from: "89.184.65.208", bytes: 250_006, trusted: true) == .failed)
        let kept = try store.webhookMessages(WebhookMessageFilter(), Pagination()).items
        #expect(kept.map(\.payloadBytes) == [250_006, 32_768, 4096, 4096])
        #expect(kept.map(\.payload.count) == [4096, 4096, 4096, 4096])
        #expect(kept[2].reasons == [.cut(bytes: 33_000)])
        #expect(kept[3].reasons == [.unreadable(.emptyBody), .cut(bytes: 250_006)])
        let whole = try #require(try store.webhookMessage(kept[1].id))
        #expect(whole.payload.count == 32_768)
        try expectSums()
    }

    @Test("What a message has beside its body is short, however long a stranger made it")
    func besideTheBody() throws {
        let long = "a" + String(repeating: "\u{301}", count: 15_000)
        try store.received(
            ReceivedWebhook(
                endpoint: .call, sourceIP: noisy, isTrusted: false, receivedAt: Company.morning,
                contentType: long, payload: Array("{}".utf8),
                remarks: WebhookRemarks(quarantine: .foreignAccount(domain: long))),
            .messages([Conversation(uuid: String(repeating: "a", count: 30_000)).dial]))
        try store.received(
            ReceivedWebhook(
                endpoint: .call, sourceIP: "89.184.65.208", isTrusted: true,
                receivedAt: Company.morning, contentType: nil, payload: Array("{}".utf8)),
            .messages([.unknown(.unknownEvent(long))]))
        let beside = try company.count(
            """
            SELECT max(ifnull(length(CAST(content_type AS BLOB)), 0)
                + ifnull(length(CAST(reasons AS BLOB)), 0) + 2 * ifnull(length(leg_uuid), 0))
            FROM webhook_message
            """)
        #expect(beside > 0 && beside < 2000)
    }

    @Test("A message that was cut stays so when it is taken again")
    func again() throws {
        try send(from: noisy, bytes: 250_006)
        try store.replayed(
            [
                WebhookReplay(
                    id: 1, decoded: .unreadable(.jsonBrokenOff(offset: 4096)), isTrusted: true)
            ], at: Company.morning)
        let kept = try #require(try store.webhookMessage(1))
        #expect(
            kept.reasons == [.unreadable(.jsonBrokenOff(offset: 4096)), .cut(bytes: 250_006)])
        try expectSums()
    }

    @Test(
        "One noisy source pushes out its own messages, in the transaction that stores the next one")
    func oneSource() throws {
        try send(from: newAddress, bytes: 400, decoded: .messages([Conversation().dial]))
        for _ in 0..<150 {
            try send(from: noisy, bytes: 32_768, decoded: .messages([Conversation().dial]))
            #expect(
                try company.count(
                    "SELECT bytes FROM untrusted_source WHERE key = '\(noisy)'")
                    <= UntrustedBudget.sourceBytes)
        }
        #expect(try messages(from: noisy) == 128 && messages(from: newAddress) == 1)
        #expect(
            try company.count("SELECT min(id) FROM webhook_message WHERE source_ip = '\(noisy)'")
                == 24)
        try expectSums()
    }

    @Test(
        "All together push out the messages of whoever has the most, never those of a new address")
    func allSources() throws {
        try send(from: newAddress, bytes: 400, decoded: .messages([Conversation().dial]))
        for host in 1...16 {
            try company.execute(
                """
                WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number LIMIT 128)
                INSERT INTO webhook_message (endpoint, source_ip, trusted, received_at, status,
                    payload, budget_key)
                SELECT 'call', '203.0.113.\(host)', 0, 0, 'quarantined', zeroblob(32768),
                    '203.0.113.\(host)' FROM number
                """)
        }
        for _ in 0..<100 {
            try send(
                from: "203.0.113.99", bytes: 32_768, decoded: .messages([Conversation().dial]))
        }
        let load = try store.untrustedLoad()
        #expect(load.bytes + UntrustedBudget.overhead * load.messages <= UntrustedBudget.allBytes)
        #expect(load.bytes > 62 << 20)
        #expect(try messages(from: newAddress) == 1)
        #expect(try messages(from: "203.0.113.99") == 100)
        try expectSums()
    }

    @Test(
        "The addresses of an IPv6 /64 have one share, and an IPv4 address has its own in any spelling"
    )
    func keys() throws {
        for source in ["2001:db8::1", "2001:db8::ffff:1", "2001:db8:0:1::1", "::ffff:203.0.113.5"] {
            try send(from: source, bytes: 10)
        }
        try send(from: noisy, bytes: 10)
        try send(from: "unix:", bytes: 10)
        #expect(
            try company.value("SELECT group_concat(key || '=' || messages) FROM untrusted_source")
                == "2001:db8:0:1::/64=1,2001:db8::/64=2,203.0.113.5=2,unix:=1")
    }

    @Test("The sums follow whatever happens to the messages")
    func sums() throws {
        for number in 0..<20 {
            try send(from: noisy, bytes: number, decoded: .messages([Conversation().dial]))
        }
        try expectSums()
        try store.replayed(
            [WebhookReplay(id: 3, decoded: .messages([Conversation().dial]), isTrusted: true)],
            at: Company.morning)
        try expectSums()
        try company.execute("UPDATE webhook_message SET payload = x'' WHERE id > 10")
        try expectSums()
        try company.execute("DELETE FROM webhook_message WHERE id % 2")
        try expectSums()
        try company.execute("DELETE FROM webhook_message")
        try expectSums()
        #expect(try company.count("SELECT count(*) FROM untrusted_source") == 0)
    }

    @Test("What an earlier version left over the budget goes in small pieces")
    func upgraded() throws {
        try company.execute(
            """
            WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number LIMIT 1000)
            INSERT INTO webhook_message (endpoint, source_ip, trusted, received_at, status, payload,
                budget_key)
            SELECT 'call', '203.0.113.5', 0, 0, 'failed', zeroblob(20000), '203.0.113.5' FROM number
            """)
        var rounds = 0
        while try store.trimUntrusted() { rounds += 1 }
        #expect(rounds == 3)
        #expect(
            try company.count("SELECT bytes FROM untrusted_total") <= UntrustedBudget.sourceBytes)
        try expectSums()
    }

    @Test("The quarantine is searched by address, in the order in which its messages came")
    func byAddress() throws {
        for number in 0..<6 {
            try send(
                from: number % 2 == 0 ? newAddress : noisy, bytes: number,
                decoded: .messages([Conversation().dial]))
        }
        try send(from: newAddress, bytes: 3)
        let sources = try store.quarantinedAddresses {
            $0 != noisy
        } isHeld: { _ in
            false
        }
        #expect(sources.map(\.address) == [newAddress] && sources.map(\.messages) == [3])
        let page = try store.quarantined(from: newAddress, after: 1, limit: 50)
        #expect(page.map(\.id) == [3, 5])
    }
}
