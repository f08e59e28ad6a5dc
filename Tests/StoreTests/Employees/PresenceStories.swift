import CallRules
import TestSupport
import Testing

@testable import Store

@Suite("Signs of life")
struct HeartbeatStories {
    let company: Company
    private let hash = [UInt8](repeating: 7, count: 32)

    init() throws {
        company = try Company()
    }

    private func signIn() throws -> SessionRow {
        let origin = ClientInfo(sourceIP: "203.0.113.7", browser: "Story")
        let newSession = NewSession(
            session: hash, device: [UInt8](repeating: 8, count: 32), oldSession: nil,
            oldDevice: nil, origin: origin)
        let opened = try company.store.write(.system(at: Instant(milliseconds: 0))) { transaction in
            try SessionTable.open(
                for: Company.taras, newSession, at: Company.morning, transaction.db)
        }
        return try #require(opened)
    }

    /// Whether Taras is online this many seconds after `Company.morning`. Queued writes are done
    /// first.
    private func isOnline(afterSeconds seconds: Int) throws -> Bool {
        try company.execute("SELECT 1")
        let now = Company.morning.advanced(bySeconds: seconds)
        return try company.store.employee(Company.taras, at: now)?.online ?? false
    }

    @Test("An open page makes its person online for ninety seconds, and is written seldom")
    func online() throws {
        let session = try signIn()
        company.store.heartbeat(of: session, at: Company.morning)
        #expect(try isOnline(afterSeconds: 89))
        #expect(try !isOnline(afterSeconds: 90))
        for second in 1..<25 {
            company.store.heartbeat(of: session, at: Company.morning.advanced(bySeconds: second))
        }
        #expect(try !isOnline(afterSeconds: 90))
        company.store.heartbeat(of: session, at: Company.morning.advanced(bySeconds: 25))
        #expect(try isOnline(afterSeconds: 114))
    }

    @Test("A longer presence told by the CRM is not cut short by a page")
    func longer() throws {
        let session = try signIn()
        _ = try company.store.setPresence(
            Company.taras, online: true, seconds: 600, at: Company.morning)
        company.store.heartbeat(of: session, at: Company.morning)
        #expect(try isOnline(afterSeconds: 599))
    }

    @Test("A page left open after its person signed out is no sign of life")
    func signedOut() throws {
        let session = try signIn()
        try company.store.closeSession(session, from: .machine, at: Company.morning)
        company.store.heartbeat(of: session, at: Company.morning)
        #expect(try !isOnline(afterSeconds: 1))
    }

    @Test("A session is valid without a query, and no moment longer than it lives")
    func believed() throws {
        let session = try signIn()
        let store = company.store
        #expect(try store.cachedSession(hash: hash, at: Company.morning)?.id == session.id)
        try company.execute("UPDATE session SET browser = 'Other'")
        let later = Company.morning.advanced(bySeconds: 14)
        #expect(try store.cachedSession(hash: hash, at: later)?.browser == "Story")
        let latest = Company.morning.advanced(bySeconds: 15)
        #expect(try store.cachedSession(hash: hash, at: latest)?.browser == "Other")
        try store.closeSession(session, from: .machine, at: latest)
        #expect(try store.cachedSession(hash: hash, at: latest) == nil)
    }

    @Test(
        "Whatever ends a session or changes its person is known at once",
        arguments: [
            "DELETE FROM session", "UPDATE employee SET active = 0 WHERE id = 2",
            "DELETE FROM employee WHERE id = 2",
        ])
    func ended(sql: String) throws {
        _ = try signIn()
        let store = company.store
        #expect(try store.cachedSession(hash: hash, at: Company.morning) != nil)
        try company.execute(sql)
        #expect(try store.cachedSession(hash: hash, at: Company.morning) == nil)
    }
}
