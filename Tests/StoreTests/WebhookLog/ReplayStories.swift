import CallRules
import TestSupport
import Testing

@testable import Store

@Suite("Kept messages are taken again")
struct ReplayStories {
    let company: Company
    var store: Store { company.store }
    let now = Company.morning

    init() throws {
        company = try Company()
        company.decide { $0.createLead.missedIncoming.isOn = true }
    }

    /// Stores missed calls of twelve unknown numbers, two messages each.
    private func busyMorning() throws {
        for minute in 0..<12 {
            var talk = Conversation()
            talk.uuid = "a\(minute)"
            talk.number = "+3805000001\(minute + 10)"
            talk.start = now.advanced(bySeconds: minute * 60)
            try company.hear(talk.dial, at: talk.start)
            try company.hear(talk.record(answered: false), at: talk.start.advanced(bySeconds: 30))
        }
    }

    private func messages() throws -> [WebhookReplay] {
        let talks = (0..<12).map { minute in
            var talk = Conversation()
            talk.uuid = "a\(minute)"
            talk.number = "+3805000001\(minute + 10)"
            talk.start = now.advanced(bySeconds: minute * 60)
            return talk
        }
        let told = talks.flatMap { [$0.dial, $0.record(answered: false)] }
        return told.enumerated().map { index, message in
            WebhookReplay(id: Int64(index + 1), decoded: .messages([message]), isTrusted: true)
        }
    }

    @Test("What a message did stays done, however often it is taken again")
    func again() throws {
        try busyMorning()
        let account = try company.account()
        let journal =
            "SELECT group_concat(id || status || ifnull(reasons, '') || trusted) FROM webhook_message"
        let before: String? = try company.value(journal)
        for _ in 1...2 {
            let counts = try store.replayed(messages(), at: now.advanced(bySeconds: 86_400))
            #expect(counts.messages == 24 && counts.news == 0 && counts.failed == 0)
        }
        #expect(try company.account() == account)
        #expect(try company.value(journal) == before)
        #expect(try company.count("SELECT count(*) FROM call") == 12)
        #expect(try company.count("SELECT count(*) FROM lead") == 12)
    }

    @Test("A batch is one line of the audit, which names every message")
    func audited() throws {
        let olena = Author(
            name: "Олена", employee: Company.olena,
            origin: ClientInfo(sourceIP: "203.0.113.7", browser: ""))
        try store.auditReplay(of: [5, 3, 4, 9, 9, 1], by: olena, at: now)
        let entries = try store.auditEntries(Pagination()).items
        #expect(entries.map(\.action) == [.messagesReplayed])
        #expect(entries.first?.subject == "messages/1,3-5,9")
        #expect(entries.first?.sourceIP == "203.0.113.7")
        #expect(IDRanges.count("1,3-5,9") == 5)
        for odd in ["", "x", "5-3", "1-2-3", "1,,2", "-4"] { #expect(IDRanges.count(odd) == nil) }
    }

    @Test("A batch goes on where the one before ended, and leaves out what the filter does")
    func batches() throws {
        try company.execute(
            """
            WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number LIMIT 2300)
            INSERT INTO webhook_message (endpoint, source_ip, trusted, received_at, status, payload)
            SELECT 'call', '89.184.65.208', 1, \(now.milliseconds) + n * 1000,
                iif(n % 2, 'failed', 'processed'), x'' FROM number
            """)
        var filter = WebhookMessageFilter()
        filter.status = .failed
        var (ids, last): ([Int64], Int64?) = ([], nil)
        var sizes: [Int] = []
        repeat {
            let batch = try store.replayBatch(filter, after: last)
            ids += batch.ids
            sizes.append(batch.ids.count)
            last = batch.end
        } while last != nil
        #expect(sizes == [1000, 150])
        #expect(ids == Array(stride(from: Int64(1), through: 2299, by: 2)))
        filter.from = now.advanced(bySeconds: 101)
        filter.to = now.advanced(bySeconds: 201)
        #expect(
            try store.replayBatch(filter, after: nil).ids
                == Array(stride(from: Int64(101), through: 199, by: 2)))
    }

    @Test("A span of time finds what it should though clocks were set back a little")
    func disorder() throws {
        for (id, second) in [0, 100, 40, 200, 150, 300].enumerated() {
            try company.execute(
                """
                INSERT INTO webhook_message (id, endpoint, source_ip, trusted, received_at, status,
                    payload)
                VALUES (\(id * 10 + 1), 'call', '89.184.65.208', 1,
                    \(now.milliseconds) + \(second * 1000), 'processed', x'')
                """)
        }
        var filter = WebhookMessageFilter()
        filter.from = now.advanced(bySeconds: 40)
        filter.to = now.advanced(bySeconds: 200)
        let found = try store.webhookMessages(filter, Pagination())
        #expect(found.items.map(\.id) == [41, 21, 11] && found.next == nil)
    }

    @Test("Strangers are told apart by where they sent from and what")
    func untrustedSources() throws {
        func send(_ endpoint: Endpoint, from source: String, second: Int) throws {
            let webhook = ReceivedWebhook(
                endpoint: endpoint, sourceIP: source, isTrusted: false,
                receivedAt: now.advanced(bySeconds: second), contentType: nil, payload: [])
            try store.received(webhook, .messages([Conversation().dial]))
        }
        try send(.call, from: "203.0.113.5", second: 0)
        try send(.call, from: "203.0.113.5", second: 60)
        try send(.afterCallEnd, from: "203.0.113.5", second: 90)
        try send(.call, from: "2001:db8::1", second: 120)
        let untrustedSources = try store.untrustedSources()
        #expect(untrustedSources.map(\.sourceIP) == ["2001:db8::1", "203.0.113.5"])
        #expect(untrustedSources.last?.messages == [.call: 2, .afterCallEnd: 1])
        #expect(untrustedSources.last?.firstAt == now && untrustedSources.last?.sample == 3)
        #expect(try store.quarantinedMessages() == 4)
    }

    @Test("That a token is used is noted once an hour")
    func tokens() throws {
        let hash = [UInt8](repeating: 7, count: 32)
        _ = try store.createAPIToken(
            name: "CRM", hash: hash, TokenGrant(.admin), by: .command, at: now)
        func used(afterSeconds seconds: Int) throws -> Instant? {
            #expect(
                try store.apiToken(hash: hash, at: now.advanced(bySeconds: seconds))?.name == "CRM")
            // This write ends after the write that was queued.
            try company.execute("SELECT 1")
            return try store.apiTokens().first?.lastUsedAt
        }
        #expect(try used(afterSeconds: 10) == now.advanced(bySeconds: 10))
        #expect(try used(afterSeconds: 3600) == now.advanced(bySeconds: 10))
        #expect(try used(afterSeconds: 3610) == now.advanced(bySeconds: 3610))
    }
}
