import CallRules
import HTTPClientTypes
import TestSupport
import Testing

@testable import Courier
@testable import Store

@Suite("What becomes of a push")
struct DeliveryStories {
    let post: Post

    /// Taras, at one browser, has missed a call.
    init() throws {
        post = try Post()
        try post.subscribe(Company.taras)
        try post.hear(Conversation().record(answered: false))
    }

    private func browsers() throws -> Int? {
        try post.company.value("SELECT count(*) FROM push_subscription")
    }

    @Test("Whatever success a service writes is success", arguments: [200, 201, 202, 204])
    func delivered(status: Int) throws {
        post.service.will(status)
        try post.goRound()
        #expect(try post.push() == "delivered")
        let browser = try post.store.pushSubscriptions(of: Company.taras).first
        #expect(browser?.lastDeliveredAt == post.now)
        #expect(browser?.failure == nil)
        #expect(try post.company.value("SELECT status FROM delivery_attempt") == status)
        post.pass(seconds: 3600)
        try post.goRound()
        #expect(post.service.count == 1)
    }

    @Test("A browser its service does not know any more is removed", arguments: [404, 410])
    func gone(status: Int) throws {
        post.service.will(status)
        try post.goRound()
        #expect(try post.push() == "failed gone")
        #expect(try browsers() == 0)
    }

    @Test(
        "A refusal removes no browser, is not tried again, and is named",
        arguments: [
            (301, "redirected"), (400, "not_understood"), (401, "token_refused"),
            (403, "key_refused"), (413, "too_large"), (418, "unexpected_status"),
        ])
    func refused(status: Int, name: String) throws {
        post.service.will(status)
        try post.goRound()
        post.pass(seconds: 3600)
        try post.goRound()
        #expect(post.service.count == 1)
        #expect(try post.push() == "failed \(name)")
        #expect(try browsers() == 1)
        let code = DeliveryFailure.Code(rawValue: name)
        #expect(try post.store.pushStatus().failures == [try #require(code): 1])
    }

    @Test("Three tries and no more; the browser stays", arguments: [408, 429, 500, 503])
    func again(status: Int) throws {
        post.service.will(status, status, status)
        try post.goRound()
        #expect(try post.push() == "waiting")
        for _ in 0..<4 {
            post.pass(seconds: 400)
            try post.goRound()
        }
        #expect(post.service.count == 3)
        #expect(try post.push() == (status == 429 ? "failed too_many" : "failed unavailable"))
        #expect(try browsers() == 1)
        #expect(try post.company.value("SELECT possibly_repeated FROM delivery") == 0)
    }

    @Test("A service that asks for time gets it")
    func retryAfter() throws {
        post.service.will(429, retryAfter: "120")
        try post.goRound()
        post.pass(seconds: 119)
        try post.goRound()
        #expect(post.service.count == 1)
        post.pass(seconds: 1)
        try post.goRound()
        #expect(try post.push() == "delivered")
        #expect(try post.store.pushStatus().failures == [:])
    }

    @Test(
        "News of a minute go before whatever waits, and one transaction looks at a hundred deliveries"
    )
    func urgentFirst() throws {
        try post.goRound()
        try post.company.execute(
            """
            WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number LIMIT 1000)
            INSERT INTO delivery (channel, notice_id, address, news, state, next_at, expires_at, created_at)
            SELECT 'web_push', notice.id, NULL, 'missed', 'waiting', 0, 0, 0 FROM number, (SELECT max(id) AS id FROM notice) AS notice
            """)
        let browser = try #require(try post.store.pushSubscriptions(of: Company.taras).first)
        #expect(try post.store.tryOut(browser.id, .webPush, of: Company.taras, at: post.now))
        let taken = try post.store.takeDeliveries(by: .webPush, atMost: 8, at: post.now)
        #expect(taken.count == 1)
        let dropped = "SELECT count(*) FROM delivery WHERE state = 'dropped'"
        #expect(try post.company.count(dropped) == 99)
        #expect(try post.store.takeDeliveries(by: .webPush, atMost: 8, at: post.now).isEmpty)
        #expect(try post.company.count(dropped) == 1000)
    }

    @Test(
        "A push that waits to be sent again does not wait for the hour by which the clock was set back"
    )
    func clockSetBack() throws {
        post.service.will(503)
        try post.goRound()
        #expect(try post.push() == "waiting")
        post.pass(seconds: -3600)
        try post.goRound()
        #expect(post.service.count == 2)
        #expect(try post.push() == "delivered")
    }

    @Test("A service that asks for more time than the news lasts is not asked again")
    func retryAfterTheNews() throws {
        post.service.will(503, retryAfter: "86400")
        try post.goRound()
        #expect(try post.push() == "failed unavailable")
    }

    @Test(
        "A service that says nothing is tried again; what it may have taken is marked",
        arguments: [
            (TransportError.couldNotConnect, "unreachable", 0),
            (.certificateRefused, "not_trusted", 0), (.failed(27), "not_sent", 0),
            (.timedOut, "timed_out", 1), (.brokenOff, "broken_off", 1),
        ])
    func silence(silence: TransportError, name: String, mark: Int) throws {
        post.service.willBe(silence)
        try post.goRound()
        #expect(try post.company.value("SELECT possibly_repeated FROM delivery") == mark)
        post.pass(seconds: 60)
        try post.goRound()
        #expect(try post.push() == "delivered")
        #expect(
            try post.company.value(
                "SELECT group_concat(coalesce(failure, 'none')) FROM delivery_attempt")
                == "\(name),none")
    }

    @Test("An address inside the company is never tried twice")
    func privateAddress() throws {
        post.service.willBe(.addressRefused)
        try post.goRound()
        #expect(try post.push() == "failed address_refused")
    }

    @Test("A push that was under way when the program ended goes out once more, marked")
    func restart() throws {
        try post.courier.releaseDueNotices()
        let cut = try post.courier.deliveries(by: .webPush, atMost: 8)
        #expect(cut.count == 1)
        #expect(try post.push() == "sending")
        #expect(try post.courier.deliveries(by: .webPush, atMost: 8).isEmpty)
        #expect(try post.store.resumeDeliveries(at: post.now) == 1)
        try post.goRound()
        #expect(post.service.count == 1)
        #expect(try post.push() == "delivered")
        #expect(try post.company.value("SELECT possibly_repeated FROM delivery") == 1)
        #expect(try post.store.resumeDeliveries(at: post.now) == 0)
    }

    @Test(
        "Ends of the program use up no tries, but a push that ends it again and again is given up")
    func cutOffs() throws {
        try post.courier.releaseDueNotices()
        for number in 1...5 {
            let delivery = try post.courier.deliveries(by: .webPush, atMost: 8).first
            #expect(delivery?.attempt == number)
            #expect(delivery?.tries == 1)
            try post.store.resumeDeliveries(at: post.now)
        }
        #expect(try post.push() == "failed cut_off")
    }

    @Test("A report that comes after the program was taken for dead changes nothing")
    func lateReport() throws {
        try post.courier.releaseDueNotices()
        let first = try #require(try post.courier.deliveries(by: .webPush, atMost: 8).first)
        try post.store.resumeDeliveries(at: post.now)
        try post.courier.finish(post.courier.send(first))
        #expect(try post.push() == "waiting")
    }

    @Test("What waits for one person never reaches the next one at the same browser")
    func handedOver() throws {
        try post.courier.releaseDueNotices()
        try post.subscribe(Company.marko)
        try post.goRound()
        #expect(try post.push() == "dropped removed")
        #expect(post.service.count == 0)
        #expect(try post.store.pushSubscriptions(of: Company.taras).isEmpty)
        #expect(try post.store.pushSubscriptions(of: Company.marko).count == 1)
    }

    /// A push about ringing that could not be sent at once.
    private func missPush(_ talk: Conversation) throws {
        try post.company.execute("DELETE FROM call")
        try post.hear(talk.dial)
        post.service.will(503)
        try post.goRound()
        post.pass(seconds: 5)
    }

    private func told() throws -> String? {
        try post.company.value(
            """
            SELECT news || ' ' || delivery.state || ': ' || text
            FROM delivery JOIN notice ON notice.id = notice_id WHERE kind = 'incoming_call'
            """)
    }

    @Test("A ringing push that could not be sent before the call ended tells how it ended")
    func callEnded() throws {
        try missPush(Conversation())
        try post.hear(Conversation().record(answered: true))
        try post.goRound()
        #expect(post.service.count == 2 && post.service.last("TTL") == "43200")
        #expect(try told()?.hasPrefix("answered delivered:") == true)
        #expect(try post.company.value("SELECT told FROM notice") == "answered")
    }

    @Test("It waits for the outcome, and is dropped where another notice tells it")
    func outcomeOfEndedCall() throws {
        for isTold in [false, true] {
            post.company.decide { $0.notifyMissedUnknown = isTold }
            try missPush(Conversation(start: post.now))
            try post.hear(
                Conversation(start: post.now.earlier(bySeconds: 5))
                    .hangup(answered: false, seenAt: post.now))
            let sent = post.service.count
            try post.goRound()
            #expect(post.service.count == sent)
            #expect(try told()?.hasPrefix("ringing waiting") == true)
            for _ in 0..<13 {
                post.pass(seconds: 5)
                _ = try post.store.settle(at: post.now)
                try post.goRound()
            }
            #expect(post.service.count == sent + 1)
            let state = isTold ? "ringing dropped" : "missed delivered"
            let found = try told() ?? ""
            #expect(found.hasPrefix(state), "\(found)")
        }
    }

    @Test("Whoever answered is not told how the call ended")
    func tookPartInEndedCall() throws {
        post.company.decide { $0.callPushEmployeeIDs = [Company.taras] }
        try missPush(Conversation(extension: "102"))
        try post.hear(Conversation(extension: "102").record(answered: true))
        try post.goRound()
        #expect(post.service.count == 1)
        #expect(try post.company.value("SELECT reason FROM delivery") == "took_part")
    }

    @Test("Every browser of a person gets its own push, and trying one out tells that one only")
    func browsersOfOne() throws {
        let second = try post.subscribe(Company.taras, at: "https://push.example/b")
        try post.goRound()
        #expect(post.service.count == 2)
        #expect(try post.store.tryOut(second, .webPush, of: Company.taras, at: post.now))
        #expect(try post.store.tryOut(second, .webPush, of: Company.taras, at: post.now))
        #expect(try !post.store.tryOut(second, .webPush, of: Company.marko, at: post.now))
        try post.goRound()
        #expect(post.service.count == 3)
        #expect(
            try post.company.value("SELECT address FROM delivery WHERE news = 'trial'")
                == second)
    }

    @Test("Of very many browsers the newest are kept")
    func maxBrowsers() throws {
        for number in 0..<30 {
            try post.subscribe(Company.taras, at: "https://push.example/\(number)")
        }
        let kept = try post.store.pushSubscriptions(of: Company.taras)
        #expect(kept.count == PushSubscriptionRow.maxEach)
        #expect(kept.first?.details.endpoint == "https://push.example/29")
    }
}
