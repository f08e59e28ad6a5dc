import CallRules
import Foundation
import TestSupport
import Testing

@testable import Store

/// Random settings and calls, compared with a small model of who is told what of a call.
///
/// The model looks only at when messages take effect, and through which door; it shares no code
/// with the rules.
@Suite("Who is told what of a call")
struct NewsModelStories {
    private static let seed: UInt64 = 20_261_129

    /// `NEWS_SEQUENCES=10000 swift test --filter NewsModelStories` tries as many; the first are always
    /// the same.
    private static let wanted =
        ProcessInfo.processInfo.environment["NEWS_SEQUENCES"].flatMap { Int($0) } ?? 400

    @Test(
        "Random settings, calls, doors, orders, repetitions and pauses tell what the model tells")
    func everybody() throws {
        let company = try Company()
        try company.execute(
            """
            INSERT INTO employee (id, name, extension, role, active, created_at, updated_at)
            VALUES (4, 'Ірина Бондар', '104', 'employee', 1, 0, 0),
                (5, 'Петро Заєць', '105', 'employee', 0, 0, 0);
            INSERT INTO client (id, name, created_at, updated_at) VALUES (8102, 'Нічий', 0, 0);
            INSERT INTO client_phone VALUES ('+380500000012', 8102, 0);
            INSERT INTO lead (id, name, status_id, responsible_employee_id, origin, created_at,
                updated_at) VALUES (7, 'Богдан', 1, 2, 'manual', 0, 0),
                (8, 'Богдана', 1, NULL, 'manual', 0, 0), (9, 'Петра', 1, 5, 'manual', 0, 0);
            INSERT INTO lead_phone VALUES ('+380500000013', 7, 0), ('+380500000014', 8, 0),
                ('+380500000015', 9, 0);
            """)
        var tally = Tally()
        // Many in one transaction: each would wait for the disk.
        while tally.sequences < NewsModelStories.wanted, tally.problem == nil {
            let begun = tally
            tally = try company.store.write(.system(at: Company.morning)) { tx -> Tally in
                var tally = begun
                let last = min(begun.sequences + 50, NewsModelStories.wanted)
                while tally.sequences < last, tally.problem == nil { try tally.play(tx) }
                return tally
            }
        }
        print("\(tally)")
        #expect(tally.problem == nil)
        #expect(tally.sequences == NewsModelStories.wanted)
        #expect(tally.told > tally.sequences / 2 && tally.old > tally.sequences / 9)
    }

    /// What was tried.
    private struct Tally: CustomStringConvertible {
        var sequences = 0
        /// News that were told.
        var told = 0
        /// Sequences with something that became known too late.
        var old = 0
        /// The first difference.
        var problem: String?

        mutating func play(_ tx: Writer.Transaction) throws {
            let seed = NewsModelStories.seed &+ UInt64(sequences)
            var chance = SeededRandom(seed: seed)
            let story = NewsStory(&chance)
            let found = try story.play(tx)
            told += found.count
            old += story.isOldNews ? 1 : 0
            if found == story.expected {
                sequences += 1
            } else {
                problem = "seed \(seed): \(story)\n\(found) and not \(story.expected)"
            }
        }

        var description: String {
            "\(sequences) sequences from seed \(NewsModelStories.seed): \(told) news, \(old) too old"
        }
    }
}
