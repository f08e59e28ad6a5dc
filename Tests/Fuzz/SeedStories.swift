import Foundation
import TestSupport
import Testing

@Suite("What the readers of foreign bytes have been fed")
struct SeedStories {
    @Test(
        "Every seed, and every input that ever did harm, does none", arguments: FuzzTarget.allCases)
    func seeds(target: FuzzTarget) throws {
        let seeds = try seeds(of: target)
        try #require(!seeds.isEmpty)
        for (name, bytes) in seeds {
            #expect(target.broken(by: bytes) == nil, "\(target.rawValue)/\(name)")
        }
    }

    @Test("Seeds that were damaged on the way do none either", arguments: FuzzTarget.allCases)
    func damagedSeeds(target: FuzzTarget) throws {
        var chance = SeededRandom(seed: 20_260_105)
        for (name, bytes) in try seeds(of: target) {
            for _ in 0..<40 {
                let damaged = chance.damaged(bytes)
                #expect(target.broken(by: damaged) == nil, "\(target.rawValue)/\(name): \(damaged)")
            }
        }
    }

    private func seeds(of target: FuzzTarget) throws -> [(String, [UInt8])] {
        let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Seeds/\(target.rawValue)")
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().map {
            ($0, Array(try Data(contentsOf: folder.appendingPathComponent($0))))
        }
    }
}

extension SeededRandom {
    private mutating func below(_ limit: Int) -> Int { roll(max(limit, 1)) }

    /// Cut off, doubled, or with a few bytes changed.
    fileprivate mutating func damaged(_ bytes: [UInt8]) -> [UInt8] {
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
