import Crypto
import CryptoExtras
import Foundation

/// The stored form of a password: scrypt (RFC 7914) with a random salt. It contains algorithm and
/// costs, so that old passwords stay valid when the costs are raised.
struct PasswordHash {
    /// The costs of one hash. It needs 128 · blockSize · 2^logRounds bytes of memory. Its time is
    /// proportional to that and to `parallelism`.
    struct Costs: Hashable {
        let logRounds: Int
        let blockSize: Int
        let parallelism: Int

        /// The costs of new passwords: 32 MiB and about 0.25 s. OWASP's Password Storage Cheat
        /// Sheet rates them equal to 128 MiB with parallelism 1.
        static let current = Costs(logRounds: 15, blockSize: 8, parallelism: 3)

        /// Whether the costs are within limits, so that a damaged row cannot use all memory.
        var isBearable: Bool {
            (1...18).contains(logRounds) && (1...16).contains(blockSize)
                && (1...16).contains(parallelism)
        }
    }

    private static let keyLength = 32

    let costs: Costs
    private let salt: [UInt8]
    private let key: SymmetricKey

    /// Hashes a new password. Nil when there is not enough memory.
    ///
    /// - Parameter salt: at least 16 random bytes.
    init?(of password: String, salt: [UInt8], costs: Costs = .current) {
        guard let key = PasswordHash.key(of: password, salt: salt, costs) else { return nil }
        self.init(costs: costs, salt: salt, key: key)
    }

    /// Parses the format of `text`; nil for other text and for costs beyond the limits.
    init?(_ text: String) {
        let parts = text.split(separator: "$", omittingEmptySubsequences: false)
        guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt",
            let salt = Data(base64Encoded: String(parts[3])), !salt.isEmpty,
            let key = Data(base64Encoded: String(parts[4])), key.count == PasswordHash.keyLength
        else { return nil }
        var values: [Substring: Int] = [:]
        for pair in parts[2].split(separator: ",") {
            let sides = pair.split(separator: "=")
            guard sides.count == 2 else { return nil }
            values[sides[0]] = Int(sides[1])
        }
        guard let logRounds = values["ln"], let blockSize = values["r"],
            let parallelism = values["p"]
        else { return nil }
        let costs = Costs(logRounds: logRounds, blockSize: blockSize, parallelism: parallelism)
        guard costs.isBearable else { return nil }
        self.init(costs: costs, salt: Array(salt), key: SymmetricKey(data: key))
    }

    private init(costs: Costs, salt: [UInt8], key: SymmetricKey) {
        self.costs = costs
        self.salt = salt
        self.key = key
    }

    /// A hash that no password matches, for accounts that do not exist. Checking it takes as long
    /// as checking a real one.
    static let nobodys = PasswordHash(
        costs: .current, salt: Array(repeating: 0, count: 32),
        key: SymmetricKey(data: Array(repeating: 0 as UInt8, count: keyLength)))

    /// The stored text: `$scrypt$ln=15,r=8,p=3$SALT$KEY`, salt and key in base64.
    var text: String {
        let (salt, key) = (Data(salt), key.withUnsafeBytes { Data($0) })
        return "$scrypt$ln=\(costs.logRounds),r=\(costs.blockSize),p=\(costs.parallelism)"
            + "$\(salt.base64EncodedString())$\(key.base64EncodedString())"
    }

    /// Whether this is the password. Compares in constant time. False also when there is not enough
    /// memory.
    func matches(_ password: String) -> Bool {
        PasswordHash.key(of: password, salt: salt, costs) == key
    }

    /// The scrypt key of the password in NFC, because keyboards write the same letter with
    /// different scalars. Nil when there is not enough memory.
    private static func key(of password: String, salt: [UInt8], _ costs: Costs) -> SymmetricKey? {
        let typed = Data(password.precomposedStringWithCanonicalMapping.utf8)
        return try? KDF.Scrypt.deriveKey(
            from: typed, salt: salt, outputByteCount: keyLength, rounds: 1 << costs.logRounds,
            blockSize: costs.blockSize, parallelism: costs.parallelism)
    }
}
