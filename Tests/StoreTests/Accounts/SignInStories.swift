import CallRules
import TestSupport
import Testing

@testable import Store

@Suite struct SignInStories {
    let company: Company
    let now = Company.morning
    let home = ClientInfo(sourceIP: "203.0.113.7", browser: "Firefox")

    init() throws {
        company = try Company()
    }

    /// 32 bytes in place of the hash of a secret.
    private func hash(_ number: UInt8) -> [UInt8] { Array(repeating: number, count: 32) }

    private func newSession(
        _ session: UInt8, after old: UInt8? = nil
    ) -> NewSession {
        NewSession(
            session: hash(session), device: hash(session + 100), oldSession: old.map(hash),
            oldDevice: old.map { hash($0 + 100) }, origin: home)
    }

    /// Sets a person's password through a link and signs the person in with session `session`.
    @discardableResult
    private func welcome(_ person: Employee.ID, session: UInt8 = 1) throws -> SessionRow {
        let invited = try company.store.invite(
            person, hash: hash(200), expiring: now.advanced(bySeconds: 60), by: .command, at: now)
        #expect(invited.saved != nil)
        return try #require(
            company.store.acceptInvitation(
                hash: hash(200), password: "hash of \(person.value)", newSession(session), at: now
            ).saved)
    }

    private func signIn(
        _ person: Employee.ID, session: UInt8, after old: UInt8? = nil, at now: Instant
    ) throws -> SessionRow? {
        let password = try #require(try company.store.password(of: person))
        return try company.store.openSession(
            for: password, newSession(session, after: old), at: now)
    }

    private func actions() throws -> [AuditAction?] {
        try company.store.auditEntries(Pagination()).items.map(\.action).reversed()
    }

    @Test("Whoever signed out is offline at once, unless another session is in use")
    func presence() throws {
        func online(at moment: Instant) throws -> Bool {
            try company.store.employee(Company.taras, at: moment)?.online ?? false
        }
        func beat() throws {
            try company.execute(
                """
                UPDATE session SET used_at = \(now.milliseconds);
                UPDATE employee SET online_until = \(now.milliseconds + 90_000) WHERE id = 2
                """)
        }
        let first = try welcome(Company.taras)
        try beat()
        try company.store.closeSession(first, from: home, at: now)
        #expect(try !online(at: now))

        // Another session that was last used a minute ago keeps its owner online for 30 s more.
        let second = try #require(try signIn(Company.taras, session: 2, at: now))
        _ = try signIn(Company.taras, session: 3, at: now)
        try beat()
        try company.execute(
            "UPDATE session SET used_at = used_at - 60000 WHERE id <> \(second.id)")
        try company.store.closeSession(second, from: home, at: now)
        #expect(try online(at: now.advanced(bySeconds: 29)))
        #expect(try !online(at: now.advanced(bySeconds: 30)))

        // An administrator ends all of them.
        try beat()
        try company.store.closeSessions(of: Company.taras, by: .command, at: now)
        #expect(try !online(at: now))

        // Somebody else signs in in the same browser.
        _ = try signIn(Company.taras, session: 4, at: now)
        try beat()
        try welcome(Company.marko, session: 5)
        _ = try signIn(Company.marko, session: 6, after: 4, at: now)
        #expect(try !online(at: now))
    }

    @Test("A session ends half an hour after its last use, and twelve hours after it began")
    func limits() throws {
        let store = company.store
        let session = try welcome(Company.taras)
        #expect(session.employee.details.name == "Тарас Левченко" && session.usedAt == now)
        #expect(try store.session(hash: hash(1), at: now.advanced(bySeconds: 1799)) != nil)
        #expect(try store.session(hash: hash(1), at: now.advanced(bySeconds: 1800)) == nil)

        var time = now
        while now.advanced(bySeconds: 43_200 - 1200) > time {
            time = time.advanced(bySeconds: 1200)
            let alive = try #require(try store.session(hash: hash(1), at: time))
            store.useSession(alive, at: time)
            try company.execute("SELECT 1")
        }
        #expect(try store.session(hash: hash(1), at: now.advanced(bySeconds: 43_199)) != nil)
        #expect(try store.session(hash: hash(1), at: now.advanced(bySeconds: 43_200)) == nil)
        try store.trimSignIns(at: now.advanced(bySeconds: 43_200))
        #expect(try company.count("SELECT count(*) FROM session") == 0)
    }

    @Test("Pages looked at within a minute do not write")
    func rareWrites() throws {
        let session = try welcome(Company.taras)
        company.store.useSession(session, at: now.advanced(bySeconds: 59))
        try company.execute("SELECT 1")
        #expect(try company.value("SELECT used_at FROM session") == now.milliseconds)
        company.store.useSession(session, at: now.advanced(bySeconds: 60))
        try company.execute("SELECT 1")
        #expect(
            try company.value("SELECT used_at FROM session")
                == now.advanced(bySeconds: 60).milliseconds)
    }

    @Test("Signing in again ends the session the browser had, and no other")
    func rotation() throws {
        let store = company.store
        try welcome(Company.taras)
        #expect(try signIn(Company.taras, session: 2, at: now) != nil)
        #expect(try signIn(Company.taras, session: 3, after: 1, at: now) != nil)
        #expect(try store.session(hash: hash(1), at: now) == nil)
        #expect(try store.sessions(of: Company.taras, at: now).count == 2)
        #expect(try store.device(hash: hash(101), of: Company.taras) == nil)
        #expect(try store.device(hash: hash(103), of: Company.taras) != nil)
        #expect(try store.device(hash: hash(103), of: Company.marko) == nil)
    }

    @Test("Another role is in force in open sessions; the end of being active ends them at once")
    func roleChange() throws {
        let store = company.store
        try welcome(Company.olena, session: 50)
        try welcome(Company.taras)
        let renamed = try store.updateEmployee(Company.taras, at: now) { $0.name = "Тарас Л." }
        #expect(renamed.saved != nil)
        #expect(try store.session(hash: hash(1), at: now)?.employee.details.name == "Тарас Л.")
        _ = try store.updateEmployee(Company.taras, at: now) { $0.role = .admin }
        #expect(try store.session(hash: hash(1), at: now)?.role == .admin)
        #expect(try store.cachedSession(hash: hash(1), at: now)?.role == .admin)
        _ = try store.updateEmployee(Company.taras, at: now) { $0.role = .employee }
        #expect(try store.session(hash: hash(1), at: now)?.role == .employee)
        #expect(try store.cachedSession(hash: hash(1), at: now)?.role == .employee)
        let known = try #require(try store.password(of: Company.taras))
        #expect(try signIn(Company.taras, session: 3, at: now) != nil)
        _ = try store.updateEmployee(Company.taras, at: now) { $0.active = false }
        #expect(
            try company.count("SELECT count(*) FROM session WHERE employee_id = 2") == 0)
        #expect(try store.password(email: "taras@vitryla.example") == nil)
        #expect(try store.openSession(for: known, newSession(4), at: now) == nil)
    }

    @Test("The link of the first run makes one administrator, once, and none where there is one")
    func firstRun() throws {
        let store = company.store
        #expect(try !store.hasAdministrator())
        let soon = now.advanced(bySeconds: 86_400)
        let first = try store.invite(nil, hash: hash(9), expiring: soon, by: .command, at: now)
        let second = try store.invite(nil, hash: hash(8), expiring: soon, by: .command, at: now)
        #expect(first.saved != nil && second.saved?.employee == nil)
        #expect(try store.invitation(hash: hash(9), at: now) == nil)
        #expect(try store.invitation(hash: hash(8), at: soon) == nil)

        func setUp(_ email: String) throws -> SaveOutcome<SessionRow> {
            try store.setUp(
                hash: hash(8), name: "Інше ім’я", email: email, password: "the hash", newSession(1),
                at: now)
        }
        #expect(try setUp("not an address").problems == ["email"])
        let session = try #require(setUp("MARKO@vitryla.example").saved)
        #expect(session.employee.id == Company.marko)
        #expect(session.employee.details.name == "Марко Дубовик")
        #expect(session.employee.details.role == .admin)
        #expect(try store.hasAdministrator())
        #expect(try store.invitation(hash: hash(8), at: now) == nil)
        guard case .missing = try setUp("second@vitryla.example") else {
            Issue.record("the link worked twice")
            return
        }
        let third = try store.invite(nil, hash: hash(7), expiring: soon, by: .command, at: now)
        #expect(third.conflicts == ["role"])
        #expect(try actions() == [.invited, .invited, .setUp])
    }

    @Test("An invitation ends other sessions, works once, and not for the first run")
    func invitation() throws {
        let store = company.store
        try welcome(Company.taras)
        let again = try welcome(Company.taras, session: 2)
        #expect(try store.session(hash: hash(1), at: now) == nil)
        #expect(try store.sessions(of: Company.taras, at: now) == [again])
        let used = try store.acceptInvitation(
            hash: hash(200), password: "another", newSession(3), at: now)
        guard case .missing = used else {
            Issue.record("the link worked twice")
            return
        }
        _ = try store.invite(
            Company.marko, hash: hash(201), expiring: now.advanced(bySeconds: 9), by: .command,
            at: now)
        let foreign = try store.setUp(
            hash: hash(201), name: "Х", email: "x@vitryla.example", password: "p", newSession(4),
            at: now)
        guard case .missing = foreign else {
            Issue.record("an invitation made an administrator")
            return
        }
        #expect(try store.invitation(hash: hash(201), at: now)?.employee?.id == Company.marko)
        _ = try store.updateEmployee(Company.marko, at: now) { $0.active = false }
        #expect(try store.invitation(hash: hash(201), at: now) == nil)
        let away = try store.invite(
            Company.marko, hash: hash(202), expiring: now, by: .command, at: now)
        #expect(away.problems == ["active"])
    }

    @Test("A changed password ends the other sessions and tries that were checked against the old")
    func changedPassword() throws {
        let store = company.store
        let here = try welcome(Company.taras)
        #expect(try signIn(Company.taras, session: 2, at: now) != nil)
        let old = try #require(try store.password(email: "TARAS@vitryla.example"))
        let cookie = hash(77)
        try store.setPassword("a new hash", in: here, cookie: cookie, from: home, at: now)
        #expect(try store.session(hash: cookie, at: now) == here)
        #expect(try store.session(hash: newSession(1).session, at: now) == nil)
        #expect(try store.sessions(of: Company.taras, at: now) == [here])
        #expect(try store.openSession(for: old, newSession(3), at: now) == nil)
        #expect(try store.password(of: Company.taras)?.hash == "a new hash")
    }

    @Test("Signing out everywhere spares the session it was asked from, and no browser's pushes")
    func everywhere() throws {
        let store = company.store
        let here = try welcome(Company.taras)
        #expect(try signIn(Company.taras, session: 2, at: now) != nil)
        let details = PushSubscriptionDetails(
            endpoint: "https://push.example/lost", p256dh: "key", auth: "secret")
        #expect(
            try store.subscribe(details, browser: "Firefox", of: Company.taras, at: now) != nil)
        let taras = Author(here, seeing: .program, from: home)
        #expect(try store.closeSessions(of: Company.taras, except: here, by: taras, at: now) == 1)
        #expect(try store.pushSubscriptions(of: Company.taras).isEmpty)
        try store.closeSession(here, from: home, at: now)
        try store.closeSession(here, from: home, at: now)
        #expect(try store.sessions(of: Company.taras, at: now).isEmpty)
        #expect(
            try actions()
                == [.invited, .invitationAccepted, .signedIn, .signedOutEverywhere, .signedOut])
    }

    @Test("Somebody who can sign in as an administrator is always left")
    func lastAdministrator() throws {
        let store = company.store
        try welcome(Company.olena)
        func lose(_ change: @escaping (inout EmployeeDetails) -> Void) throws -> [String] {
            try store.updateEmployee(Company.olena, at: now, change).conflicts
        }
        #expect(try lose { $0.role = .employee } == ["role"])
        #expect(try lose { $0.active = false } == ["active"])
        #expect(try lose { $0.email = nil } == ["email"])
        try company.execute("DELETE FROM client_admin")
        #expect(try store.deleteEmployee(Company.olena).places == ["role"])
        #expect(try store.session(hash: hash(1), at: now) != nil)

        _ = try store.updateEmployee(Company.marko, at: now) { $0.role = .admin }
        #expect(try lose { $0.active = false } == ["active"])
        try welcome(Company.marko, session: 2)
        #expect(try store.deleteEmployee(Company.olena) == .deleted)
        #expect(try store.deleteEmployee(Company.marko).places == ["role"])
    }

    @Test("The audit keeps who did what, and lets go only of people who are deleted")
    func audit() throws {
        let store = company.store
        let session = try welcome(Company.taras)
        try store.closeSession(session, from: home, at: now)
        store.refusedSignIn(to: Company.taras, from: home, at: now)
        try company.execute("SELECT 1")
        let entries = try store.auditEntries(Pagination()).items
        #expect(
            entries.map(\.action) == [.signInRefused, .signedOut, .invitationAccepted, .invited])
        #expect(entries.map(\.actor) == ["", "Тарас Левченко", "Тарас Левченко", "phonet-gateway"])
        #expect(entries.allSatisfy { $0.subject == "employee/2" && $0.at == now })
        #expect(entries.map(\.sourceIP) == ["203.0.113.7", "203.0.113.7", "203.0.113.7", ""])
        for sql in [
            "UPDATE audit_entry SET actor = 'Ніхто'", "DELETE FROM audit_entry",
            "UPDATE audit_entry SET employee_id = NULL",
            "UPDATE audit_entry SET employee_id = 1 WHERE employee_id IS NULL",
        ] {
            #expect(throws: (any Error).self) { try company.execute(sql) }
        }
        #expect(try store.deleteEmployee(Company.taras) == .deleted)
        let lines = try store.auditEntries(Pagination(limit: 4)).items
        #expect(lines.first?.action == .employeeDeleted)
        let kept = lines.dropFirst()
        #expect(kept.map(\.employee) == [nil, nil, nil])
        #expect(kept.map(\.actor) == ["", "Тарас Левченко", "Тарас Левченко"])
    }

    @Test("What a browser calls itself is shortened and cannot break a line")
    func browserNames() {
        let origin = ClientInfo(
            sourceIP: "::1", browser: "Fire\r\nfox" + String(repeating: "x", count: 500))
        #expect(origin.browser.count == 200 && origin.browser.hasPrefix("Firefoxxx"))
    }
}
