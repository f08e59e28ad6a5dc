import CallRules
import Foundation
import GRDB
import TestSupport
import Testing

@testable import Store

@Suite("What the health of the store is")
struct HealthStories {
    private let company: Company

    init() throws { company = try Company() }

    /// - Parameter round: a check of its own for each, because a result counts for a second.
    private func isWell(_ round: Int) -> Bool {
        HealthCheck(company.store).health(at: Company.morning.advanced(bySeconds: 10 * round))
            .isWell
    }

    /// Lets the database grow by this many pages at most.
    private func leave(pages: Int?) throws {
        let used = try company.count("PRAGMA page_count")
        try company.execute("PRAGMA max_page_count = \(pages.map { used + $0 } ?? 1 << 30)")
    }

    @Test("While the last message could not be stored it is broken, though a test write would fit")
    func failedWrite() throws {
        #expect(isWell(1))
        try leave(pages: 0)
        #expect(throws: StoreError.self) {
            try company.execute(
                "INSERT INTO lead_source (name, position) VALUES (hex(randomblob(100000)), 9)")
        }
        #expect(!isWell(2))
        #expect(!isWell(3))
        try leave(pages: nil)
        #expect(isWell(4))
        #expect(isWell(5))
    }

    @Test("A message that could be stored afterwards makes it well")
    func succeededSince() throws {
        try leave(pages: 0)
        #expect(throws: StoreError.self) {
            try company.execute(
                "INSERT INTO lead_source (name, position) VALUES (hex(randomblob(100000)), 9)")
        }
        try leave(pages: nil)
        try company.hear(Conversation().dial)
        #expect(isWell(1))
    }

    @Test("Each message that fails or succeeds counts at once, however often it is asked")
    func exactly() throws {
        let check = HealthCheck(company.store)
        #expect(check.health(at: Company.morning).isWell)
        for _ in 1...3 {
            try leave(pages: 0)
            #expect(throws: StoreError.self) {
                try company.execute(
                    "INSERT INTO lead_source (name, position) VALUES (hex(randomblob(100000)), 9)")
            }
            #expect(!check.health(at: Company.morning).isWell)
            try leave(pages: nil)
            try company.hear(Conversation().dial)
            #expect(check.health(at: Company.morning).isWell)
        }
    }

    @Test("Work that the rules refuse says nothing about the disk")
    func refusedWork() throws {
        #expect(throws: StoreError.self) {
            try company.execute("INSERT INTO call (id) VALUES ('x')")
        }
        #expect(isWell(1))
    }
}
