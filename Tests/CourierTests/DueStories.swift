import CallRules
import TestSupport
import Testing

@testable import Courier
@testable import Store

@Suite("When a notice goes out")
struct DueStories {
    let post: Post

    init() throws {
        post = try Post()
    }

    @Test("A notice waits for the pause the administrator set, and not a second longer")
    func delay() throws {
        post.company.decide { $0.pushDelaySeconds = 30 }
        try post.subscribe(Company.taras)
        try post.hear(Conversation().dial)
        #expect(try post.store.nextCourierWork(after: post.now) == post.now.advanced(bySeconds: 30))
        post.pass(seconds: 29)
        try post.goRound()
        #expect(try post.notice() == "waiting")
        #expect(post.service.count == 0)
        post.pass(seconds: 1)
        try post.goRound()
        #expect(try post.notice() == "sent")
        #expect(try post.push() == "delivered")
        #expect(post.service.last("TTL") == "60")
        #expect(post.service.last("Urgency") == "high")
    }

    @Test("What rings for more than a minute is news no more")
    func tooOld() throws {
        post.company.decide { $0.pushDelaySeconds = 61 }
        try post.hear(Conversation().dial)
        post.pass(seconds: 61)
        try post.goRound()
        #expect(try post.notice() == "too_old")
    }

    @Test("A call that hung up is told when its outcome is known, and as what it was")
    func outcome() throws {
        post.company.decide {
            $0.pushDelaySeconds = 10
            $0.notifyMissedUnknown = false
        }
        try post.subscribe(Company.taras)
        try post.hear(Conversation().dial)
        post.pass(seconds: 20)
        try post.hear(Conversation().hangup(answered: false, seenAt: post.now))
        try post.goRound()
        #expect(try post.notice() == "waiting")
        post.pass(seconds: 60)
        _ = try post.store.settle(at: post.now)
        try post.goRound()
        #expect(try post.notice() == "sent")
        #expect(try post.company.value("SELECT news FROM delivery") == "missed")
        #expect(post.service.last("TTL") == "43200")
    }

    @Test("Whoever is talking is not told that it rings; the others are")
    func talking() throws {
        post.company.decide {
            $0.pushDelaySeconds = 10
            $0.callPushEmployeeIDs = [Company.olena, Company.taras]
        }
        try post.hear(Conversation().dial)
        post.pass(seconds: 9)
        try post.hear(Conversation().bridge)
        post.pass(seconds: 2)
        try post.goRound()
        let told = "SELECT group_concat(employee_id) FROM notice WHERE dropped_reason IS"
        #expect(try post.company.value("\(told) 'took_part'") == "1")
        #expect(try post.company.value("\(told) NULL AND sent_at IS NOT NULL") == "2")
    }

    @Test("An answered call drops the notice of whoever took part, though it was due long ago")
    func tookPart() throws {
        post.company.decide {
            $0.pushDelaySeconds = 10
            $0.callPushEmployeeIDs = [Company.olena]
        }
        try post.hear(Conversation().dial)
        try post.hear(Conversation().record(answered: true))
        post.pass(seconds: 3600)
        try post.goRound()
        #expect(try post.notice() == "took_part")
    }

    @Test("Whoever left the company between ringing and telling is told nothing")
    func inactive() throws {
        try post.hear(Conversation().dial)
        try post.company.execute("UPDATE employee SET active = 0 WHERE id = 2")
        try post.goRound()
        #expect(try post.notice() == "inactive")
    }

    @Test(
        "Everybody is told as they wish: the page keeps all of it, but for those who want nothing",
        arguments: [
            (NoticePreference.Choice.everything, "sent", "waiting", "sent", "waiting"),
            (.silent, "sent", "dropped silent", "sent", "dropped silent"),
            (.missedOnly, "sent", "dropped missed_only", "sent", "waiting"),
            (.nothing, "not_wanted", nil, "not_wanted", nil),
        ] as [(NoticePreference.Choice, String, String?, String, String?)])
    func preference(
        choice: NoticePreference.Choice, rings: String, ringPush: String?, missed: String,
        missedPush: String?
    ) throws {
        var preference = NoticePreference()
        preference.choice = choice
        #expect(try post.store.saveNoticePreference(preference, of: Company.taras))
        try post.subscribe(Company.taras)
        try post.hear(Conversation().dial)
        try post.courier.sendDueNotices()
        #expect(try post.notice() == rings)
        #expect(try post.push() == ringPush)
        try post.company.execute("DELETE FROM call")
        try post.hear(Conversation().record(answered: false))
        try post.courier.sendDueNotices()
        #expect(try post.notice() == missed)
        #expect(try post.push() == missedPush)
    }

    @Test("In quiet hours of the company's own clock nothing is pushed, and nothing is lost")
    func quietHours() throws {
        var preference = NoticePreference()
        preference.quietHours = QuietHours(from: 10 * 60, until: 10 * 60 + 31)
        #expect(try post.store.saveNoticePreference(preference, of: Company.taras))
        #expect(try post.store.noticePreference(of: Company.taras) == preference)
        try post.subscribe(Company.taras)
        try post.hear(Conversation().dial)
        try post.goRound()
        #expect(try post.notice() == "sent")
        #expect(try post.push() == "dropped quiet_hours")
        try post.company.execute("DELETE FROM call")
        post.pass(seconds: 60)
        try post.hear(Conversation().dial)
        try post.goRound()
        #expect(try post.push() == "delivered")
    }

    @Test("While the module is switched off nobody is told, and afterwards what is still news")
    func switchedOff() throws {
        try post.subscribe(Company.taras)
        try post.hear(Conversation().record(answered: false))
        post.company.decide { $0.moduleEnabled = false }
        try post.goRound()
        #expect(try post.notice() == "waiting")
        post.company.decide { $0.moduleEnabled = true }
        try post.goRound()
        #expect(try post.push() == "delivered")
    }

    @Test("A notice that was due while the gateway stood still for a day stays in the page")
    func afterAnOutage() throws {
        try post.subscribe(Company.taras)
        try post.hear(Conversation().record(answered: false))
        post.pass(seconds: 24 * 3600)
        try post.goRound()
        #expect(try post.notice() == "sent")
        #expect(try post.push() == "dropped too_old")
    }
}
