import CallRules
import TestSupport
import Testing

@testable import Store

/// Random hand-overs, deactivations, transfers and late messages against a model of forty lines.
@Suite("Owners against a model")
struct OwnerModelStories {
    private static let steps = 10_000
    private static let numbers = ["101", "102", "103", "104", "999"]

    @Test(
        "No order of messages and changes moves a call or takes a lead from its owner",
        arguments: [1, 2, 3] as [UInt64], [DistributionMode.off, .even])
    func random(seed: UInt64, mode: DistributionMode) throws {
        let company = try Company()
        company.decide {
            $0.createLead.answeredIncoming.isOn = true
            $0.distributionMode = mode
        }
        var play = Play(chance: SeededRandom(seed: seed), isDistributing: mode != .off)
        let settings = company.store.settingsCache.current
        var problems: [String] = []
        while play.step < OwnerModelStories.steps / 6, problems.isEmpty {
            let begun = play
            (play, problems) = try company.store.write(.system(at: Instant(milliseconds: 0))) {
                tx in
                var play = begun
                var problems: [String] = []
                for _ in 0..<200 where problems.isEmpty {
                    problems = try play.goOn(
                        CallBook(settings: settings, sql: tx.sql), tx)
                }
                return (play, problems)
            }
        }
        #expect(problems.isEmpty, "seed \(seed), step \(play.step): \(problems)")
        #expect(play.leads > 100 && play.moved > 10 && play.late > 100, "the play is too quiet")
    }

    /// What the books should say.
    private struct Play {
        var chance: SeededRandom
        let isDistributing: Bool
        var step = 0
        var now = Company.morning
        var periods = (1...3).map { Period(number: "10\($0)", employee: Int64($0), from: 0) }
        var calls: [Known] = []
        var waiting: [(call: Int, message: Int)] = []
        var leads = 0
        var moved = 0
        var late = 0

        struct Period {
            let number: String
            let employee: Int64
            let from: Int64
            var until = Int64.max
        }

        struct Known {
            let talk: Conversation
            /// Who speaks at the end, by the record.
            let last: String
            var number: String?
            var owner: Int64?
            var lead: Int64?
            var hasLead = false
        }

        func owner(of number: String?, at start: Instant) -> Int64? {
            periods.filter { $0.number == number && $0.until > max($0.from, start.milliseconds) }
                .min { $0.from < $1.from }?.employee
        }

        func isActive(_ employee: Int64?) -> Bool { employee.map(actives.contains) ?? false }

        var actives: Set<Int64> = [1, 2, 3]

        mutating func goOn(_ book: CallBook, _ tx: Writer.Transaction) throws -> [String] {
            step += 1
            now = now.advanced(bySeconds: chance.number(in: 1...300))
            switch chance.roll(10) {
            case 0: try change(tx)
            case 1...3: begin()
            default: break
            }
            guard !waiting.isEmpty, chance.roll(3) > 0 else { return [] }
            let (call, message) = waiting.remove(at: chance.roll(waiting.count))
            return try hear(call, message, book, tx)
        }

        /// One employee gets another extension or none, leaves or comes back.
        private mutating func change(_ tx: Writer.Transaction) throws {
            let id = Employee.ID(Int64(chance.number(in: 1...3)))
            guard let old = try EmployeeTable.find(id, at: now, tx.db) else { return }
            var details = old.details
            let taken = periods.filter { $0.until == .max && $0.employee != id.value }.map(\.number)
            if chance.roll(2) == 0 {
                details.active.toggle()
            } else {
                details.extension =
                    chance.roll(5) == 0 ? nil : chance.pick(OwnerModelStories.numbers)
            }
            if let number = details.extension, taken.contains(number) { details.extension = nil }
            try EmployeeTable.update(old, to: details, at: now, tx.db)
            if details.active { actives.insert(id.value) } else { actives.remove(id.value) }
            let wanted = details.active ? details.extension : nil
            let open = periods.firstIndex { $0.employee == id.value && $0.until == .max }
            if let open, periods[open].number == wanted { return }
            if let open { periods[open].until = now.milliseconds }
            guard let wanted else { return }
            periods.append(Period(number: wanted, employee: id.value, from: now.milliseconds))
            for index in calls.indices
            where calls[index].number == wanted && calls[index].owner == nil {
                calls[index].owner = id.value
            }
        }

        private mutating func begin() {
            let number = String(calls.count + 1_000_000)
            let first = chance.pick(OwnerModelStories.numbers)
            let last = chance.roll(3) == 0 ? chance.pick(OwnerModelStories.numbers) : first
            let talk = Conversation(
                uuid: "a\(number)", number: "+38050\(number)", extension: first,
                start: now.earlier(bySeconds: chance.roll(600)))
            calls.append(Known(talk: talk, last: last))
            waiting += (0..<4).map { (calls.count - 1, $0) }
        }

        private mutating func hear(
            _ index: Int, _ message: Int, _ book: CallBook, _ tx: Writer.Transaction
        ) throws -> [String] {
            var call = calls[index]
            let first = call.talk.extension
            let isTransferred = call.last != first
            let messages = [
                call.talk.dial, call.talk.bridge, call.talk.hangup(answered: true, seenAt: now),
                call.talk.record(
                    answered: true, by: call.last,
                    transfers: isTransferred ? "\(first ?? "") > \(call.last)" : nil),
            ]
            // The hangup of an answered leg tells what its bridge tells.
            let isNews = try book.apply([messages[message]], at: now).status == .processed
            if now.seconds(since: call.talk.start) > 3600 { late += 1 }
            let told = message == 3 ? call.last : call.number ?? first
            let names = told != call.number
            call.number = told
            let person = owner(of: told, at: call.talk.start)
            if names || call.owner == nil { call.owner = person }
            if call.hasLead {
                if isActive(person), let person, isNews, names || call.lead == nil {
                    if call.lead != person { moved += 1 }
                    call.lead = person
                }
            } else if message > 0 {
                call.hasLead = true
                leads += 1
                let answerer = owner(of: first, at: call.talk.start)
                call.lead = isActive(person) ? person : isActive(answerer) ? answerer : nil
            }
            return try compare(&call, index, tx)
        }

        private mutating func compare(
            _ call: inout Known, _ index: Int, _ tx: Writer.Transaction
        ) throws -> [String] {
            let row = try tx.sql.rows(
                """
                SELECT call.employee_id, responsible_employee_id, call.extension FROM call
                LEFT JOIN lead ON lead.call_id = call.id WHERE uuid = ?1
                """, .text(call.talk.uuid))
            guard try row.step() else { return ["\(call.talk.uuid) is not there"] }
            defer { row.done() }
            let (owner, lead, number) = (row.intOrNil(0), row.intOrNil(1), row.textOrNil(2))
            // Distribution gives a lead to anybody active where nobody is known.
            if isDistributing, call.hasLead, call.lead == nil, let lead { call.lead = lead }
            calls[index] = call
            guard owner == call.owner, lead == call.lead, number == call.number else {
                return [
                    """
                    \(call.talk.uuid): owner \(owner as Any) for \(call.owner as Any), \
                    lead \(lead as Any) for \(call.lead as Any), \(number as Any)
                    """
                ]
            }
            return []
        }
    }
}
