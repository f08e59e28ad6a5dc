import CallRules
import GRDB
import TestSupport
import Testing

@testable import Store

/// Messages in any order, twice, or hours later from Phonet's history give the same cases.
@Suite struct MissedCaseOrderStories {
    let company: Company

    init() throws {
        company = try Company()
    }

    /// One change of the data of one number.
    private enum Step {
        case told(Message)
        /// Closed by hand, up to this moment.
        case closed(Instant)
    }

    @Test("Whatever the order and repetition, the cases are those of all calls and closings")
    func anyOrder() throws {
        var chance = SeededRandom(seed: 20_261_123)
        for story in 100..<220 {
            var accounts: Set<String> = []
            for shuffle in 0..<5 {
                let phone = "+3805\(story)0000\(shuffle)"
                var same = SeededRandom(seed: UInt64(story))
                let steps = steps(of: phone, &same)
                accounts.insert(try play((steps + steps).shuffled(using: &chance), phone))
                #expect(try account(phone) == expected(phone))
            }
            #expect(accounts.count == 1, "\(accounts)")
        }
    }

    @Test("The first start after an upgrade finds the cases that would have been kept")
    func upgrade() throws {
        var chance = SeededRandom(seed: 7)
        let phones = (100..<160).map { "+3805\($0)00000" }
        for phone in phones {
            // Calls apart: that a conversation also ends a wait when it ends came later.
            let told = steps(of: phone, secondsApart: 400, &chance).filter {
                if case .told = $0 { true } else { false }
            }
            _ = try play(told, phone)
        }
        let before = try phones.map(account)
        try company.execute("DELETE FROM missed_case")
        try company.execute(Migrations.casesOfRecentCalls)
        #expect(try phones.map(account) == before)
    }

    @Test("Older calls than those of the last thirty days are left to rest by an upgrade")
    func oldCalls() throws {
        var long = Conversation(uuid: "01")
        long.start = Company.morning.earlier(bySeconds: 31 * 86_400)
        let recent = Conversation(uuid: "02", number: Company.iryna)
        try company.hear(long.record(answered: false))
        try company.hear(recent.record(answered: false))
        try company.execute("DELETE FROM missed_case")
        try company.execute(Migrations.casesOfRecentCalls)
        #expect(try company.value("SELECT group_concat(phone) FROM missed_case") == Company.iryna)
    }

    /// Up to nine calls and closings within two minutes. Some calls have two CDRs that differ; an
    /// answer may come after the next call has begun.
    private func steps(
        of phone: String, secondsApart: Int = 5, _ chance: inout SeededRandom
    ) -> [Step] {
        (0..<Int.random(in: 2...9, using: &chance)).flatMap { index -> [Step] in
            let start = Company.morning.advanced(
                bySeconds: secondsApart * Int.random(in: 0...24, using: &chance))
            let kind = Int.random(in: 0...7, using: &chance)
            if kind == 7 { return [.closed(start)] }
            let talk = Conversation(
                uuid: "\(phone.dropFirst())\(index)", direction: kind > 4 ? .outgoing : .incoming,
                number: phone, start: start)
            // Half of the calls are missed at first; a later CDR says that some of these were
            // answered.
            return switch kind {
            case 0, 5: [.told(talk.record(answered: true))]
            case 1: [.told(talk.record(answered: false)), .told(talk.record(answered: true))]
            default: [.told(talk.dial), .told(talk.record(answered: false))]
            }
        }
    }

    /// - Returns: the cases afterwards, as text.
    private func play(_ steps: [Step], _ phone: String) throws -> String {
        let settings = company.store.settingsCache.current
        try company.store.write(.system(at: Instant(milliseconds: 0))) { tx in
            for step in steps {
                switch step {
                case .told(let message):
                    _ = try CallBook(settings: settings, sql: tx.sql)
                        .apply([message], at: Company.morning)
                case .closed(let moment):
                    try CaseClosingTable.insert(
                        CaseClosing(reason: .solved), of: phone, upTo: moment, by: .command,
                        at: moment, tx.sql)
                    try MissedCaseBook(sql: tx.sql).closingChanged(phone, at: moment)
                }
            }
        }
        return try account(phone)
    }

    /// The stored cases, with times relative to `Company.morning`.
    private func account(_ phone: String) throws -> String {
        try company.store.read { db in
            try Row.fetchAll(
                db,
                sql: """
                    SELECT opened_at, last_missed_at, missed_calls, attempts, state, ended_at
                    FROM missed_case WHERE phone = ? ORDER BY opened_at
                    """,
                arguments: [phone]
            ).map { row in
                line(
                    row["opened_at"], row["last_missed_at"], row["missed_calls"], row["attempts"],
                    row["state"], row["ended_at"])
            }.joined(separator: "\n")
        }
    }

    /// The cases derived from all calls and closings of the number.
    private func expected(_ phone: String) throws -> String {
        let events: [CaseEvent] = try company.store.read { db in
            let calls = try Row.fetchAll(db, sql: "SELECT * FROM call WHERE phone = '\(phone)'")
                .flatMap { row in
                    CaseEvent.events(
                        Call.ID(row["id"]), LegDirection(name: row["direction"]),
                        (row["outcome"] as String?).flatMap(Call.Outcome.init),
                        startedAt: Instant(milliseconds: row["started_at"]),
                        answeredAt: (row["answered_at"] as Int64?).map(Instant.init),
                        endedAt: (row["ended_at"] as Int64?).map(Instant.init))
                }
            let closings = try Row.fetchAll(
                db, sql: "SELECT at, id FROM case_closing WHERE phone = '\(phone)'"
            ).map { row in
                CaseEvent(
                    at: Instant(milliseconds: row["at"]), .closing(CaseClosing.ID(row["id"])))
            }
            return calls + closings
        }
        return MissedCase.cases(of: events).map { missed in
            line(
                missed.openedAt.milliseconds, missed.lastMissedAt.milliseconds,
                missed.missedCalls, missed.attempts, missed.state.rawValue,
                missed.end?.at.milliseconds)
        }.joined(separator: "\n")
    }

    private func line(
        _ opened: Int64, _ last: Int64, _ missed: Int, _ attempts: Int, _ state: String,
        _ ended: Int64?
    ) -> String {
        let times = [opened, last, ended].map { $0.map { "\($0 / 1000)" } ?? "–" }
        return "\(times.joined(separator: " ")) \(missed) \(attempts) \(state)"
    }
}
