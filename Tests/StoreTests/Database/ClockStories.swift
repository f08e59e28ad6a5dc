import CallRules
import GRDB
import Synchronization
import TestSupport
import Testing

@testable import Store

@Suite("Nothing depends on one reading of the wall clock")
struct ClockStories {
    private static let day = 86_400
    private let company: Company
    private let uptime = Uptime()

    init() throws {
        company = try Company()
        // What was written last, as in every company that works.
        try company.execute(
            """
            INSERT INTO webhook_message (endpoint, source_ip, trusted, received_at, status, payload)
            VALUES ('call', '89.184.65.208', 1, \(Company.morning.milliseconds), 'processed', x'7b7d');
            """)
    }

    /// The monotonic clock of the machine.
    private final class Uptime: Sendable {
        private let value = Mutex(Duration.seconds(1000))

        var now: Duration { value.withLock { $0 } }

        func pass(seconds: Int) { value.withLock { $0 += .seconds(seconds) } }
    }

    /// A server that knows the monotonic clock, on the company's database.
    private func server() throws -> Store {
        try Store(path: company.path) { [uptime] in uptime.now }
    }

    private func later(_ seconds: Int) -> Instant { Company.morning.advanced(bySeconds: seconds) }

    /// Whether a purge began at `now`.
    private func purges(_ store: Store, at now: Instant) throws -> Bool {
        while try store.maintain(at: now) {}
        return try store.read { db in
            try Bool.fetchOne(
                db, sql: "SELECT EXISTS (SELECT 1 FROM purge WHERE began_at = ? AND id > 1)",
                arguments: [now])
        } ?? false
    }

    @Test("A night that passed on both clocks is one; on the wall clock alone it is not")
    func bothClocks() throws {
        let store = try server()
        defer { store.close() }
        try store.beginRetention(at: Company.morning)
        #expect(try !purges(store, at: Company.morning))
        let year = later(365 * Self.day)
        #expect(try !purges(store, at: year))
        let hold = try #require(try store.clockHold(at: year))
        #expect(hold.trusted == Company.morning)
        #expect(hold.until == year.advanced(bySeconds: Self.day))
        // The clock returns, and the night comes.
        uptime.pass(seconds: Self.day)
        #expect(try store.clockHold(at: later(Self.day)) == nil)
        #expect(try purges(store, at: later(Self.day)))
    }

    @Test("A clock that is wrong before any was noted is doubted: the newest message tells")
    func beforeTheFirstNote() throws {
        let store = try server()
        defer { store.close() }
        let year = later(366 * Self.day)
        #expect(try store.clockHold(at: year)?.trusted == Company.morning)
        #expect(try !purges(store, at: year))
        #expect(try store.clockHold(at: later(60)) == nil)
    }

    @Test("A jump to the next night deletes nothing either")
    func shortJump() throws {
        let store = try server()
        defer { store.close() }
        try store.beginRetention(at: Company.morning)
        #expect(try !purges(store, at: Company.morning))
        uptime.pass(seconds: 60)
        #expect(try !purges(store, at: later(20 * 3600)))
        #expect(try store.clockHold(at: later(3600)) == nil)
    }

    @Test("A time that has stood for a day is believed")
    func stays() throws {
        let store = try server()
        defer { store.close() }
        try store.beginRetention(at: Company.morning)
        #expect(try !purges(store, at: Company.morning))
        let year = 365 * Self.day
        #expect(try !purges(store, at: later(year)))
        uptime.pass(seconds: Self.day - 60)
        #expect(try !purges(store, at: later(year + Self.day - 60)))
        uptime.pass(seconds: 60)
        #expect(try purges(store, at: later(year + Self.day)))
    }

    @Test("A program that is started while the clock is wrong does not believe it, however often")
    func restarted() throws {
        let first = try server()
        try first.beginRetention(at: Company.morning)
        #expect(try !purges(first, at: Company.morning))
        first.close()
        for _ in 1...3 {
            let next = try server()
            defer { next.close() }
            #expect(try !purges(next, at: later(365 * Self.day)))
        }
        let soon = try server()
        defer { soon.close() }
        #expect(try purges(soon, at: later(Self.day)))
    }

    @Test(
        "A purge that a wrong clock dated into the future does not stand for the nights until then")
    func purgeOfTheFuture() throws {
        try company.store.beginRetention(at: later(365 * Self.day))
        #expect(try purges(company.store, at: Company.morning))
    }

    @Test("A session opened by a clock a year ahead is over when the clock returns; an hour is not")
    func sessions() throws {
        func open(_ number: UInt8, at now: Instant) throws -> [UInt8] {
            let cookie = [UInt8](repeating: number, count: 32)
            let secrets = NewSession(
                session: cookie, device: [UInt8](repeating: number + 100, count: 32),
                oldSession: nil, oldDevice: nil,
                origin: ClientInfo(sourceIP: "203.0.113.7", browser: "Story"))
            _ = try company.store.write(.system(at: Instant(milliseconds: 0))) { transaction in
                try SessionTable.open(for: Company.taras, secrets, at: now, transaction.db)
            }
            return cookie
        }
        let far = try open(1, at: later(365 * Self.day))
        let near = try open(2, at: later(3600))
        #expect(try company.store.session(hash: far, at: Company.morning) == nil)
        let session = try #require(try company.store.session(hash: near, at: Company.morning))
        // Its use by the clock that was set right counts by that clock.
        company.store.useSession(session, at: Company.morning)
        try company.execute("SELECT 1")
        #expect(
            try company.store.session(hash: near, at: Company.morning)?.usedAt == Company.morning)
        try company.store.trimSignIns(at: Company.morning)
        #expect(try company.count("SELECT count(*) FROM session") == 1)
    }

    @Test("What was heard in the future is overwritten by what is heard now")
    func lastReceived() throws {
        let talk = Conversation()
        try company.hear(talk.dial, at: later(365 * Self.day))
        try company.hear(Conversation().dial, at: Company.morning)
        #expect(try company.store.lastReceived().map(\.at) == [Company.morning])
        // Five minutes are the disorder of several workers.
        try company.hear(Conversation().dial, at: Company.morning.earlier(bySeconds: 60))
        #expect(try company.store.lastReceived().map(\.at) == [Company.morning])
    }

    @Test(
        "A clock set back an hour leaves nobody online, and a page brings its person back at once")
    func online() throws {
        try company.execute(
            """
            UPDATE employee SET last_seen_at = \(later(3600).milliseconds),
                online_until = \(later(3690).milliseconds) WHERE id = 2
            """)
        #expect(try company.store.employee(Company.taras, at: Company.morning)?.online == false)
        _ = try company.store.setPresence(
            Company.taras, online: true, seconds: 90, at: Company.morning)
        #expect(try company.store.employee(Company.taras, at: later(89))?.online == true)
        #expect(try company.store.employee(Company.taras, at: later(90))?.online == false)
    }

    @Test(
        "A call that hung up before the clock was set back is settled without waiting for the hour")
    func settling() throws {
        let talk = Conversation()
        try company.hear(talk.dial, at: later(3600))
        try company.hear(talk.hangup(answered: false, seenAt: later(3600)), at: later(3600))
        #expect(try company.count("SELECT count(*) FROM call WHERE settles_at IS NOT NULL") == 1)
        while try company.store.settle(at: Company.morning) > 0 {}
        #expect(try company.count("SELECT count(*) FROM call WHERE outcome = 'missed'") == 1)
    }
}
