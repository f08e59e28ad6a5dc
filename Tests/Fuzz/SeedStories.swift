import Foundation
import Testing

@Suite("What the readers of foreign bytes have been fed")
struct SeedStories {
    @Test(
        "Every seed, and every input that ever did harm, does none", arguments: SignInForm.allCases)
    func seeds(door: SignInForm) throws {
        let seeds = try seeds(of: door)
        try #require(!seeds.isEmpty)
        for (name, bytes) in seeds {
            #expect(door.broken(by: bytes) == nil, "\(door.rawValue)/\(name)")
        }
    }

    @Test("Seeds that were damaged on the way do none either", arguments: SignInForm.allCases)
    func damagedSeeds(door: SignInForm) throws {
        var chance = Chance(state: 20_260_105)
        for (name, bytes) in try seeds(of: door) {
            for _ in 0..<40 {
                let damaged = chance.damaged(bytes)
                #expect(door.broken(by: damaged) == nil, "\(door.rawValue)/\(name): \(damaged)")
            }
        }
    }

    private func seeds(of door: SignInForm) throws -> [(String, [UInt8])] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Seeds/\(door.rawValue)")
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map {
            ($0, Array(try Data(contentsOf: folder.appendingPathComponent($0))))
        }
    }
}

/// Damage that is the same each time (Knuth's MMIX generator).
private struct Chance {
    var state: UInt64

    private mutating func below(_ limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % max(limit, 1)
    }

    /// Cut off, doubled, or with a few bytes changed.
    mutating func damaged(_ bytes: [UInt8]) -> [UInt8] {
        var damaged = bytes
        switch below(4) {
        case 0: damaged = Array(bytes.prefix(below(bytes.count)))
        case 1: damaged.insert(contentsOf: bytes.suffix(below(64)), at: below(bytes.count + 1))
        default: break
        }
        guard !damaged.isEmpty else { return damaged }
        for _ in 0..<(1 + below(4)) {
            damaged[below(damaged.count)] = UInt8(truncatingIfNeeded: below(256))
        }
        return damaged
    }
}
