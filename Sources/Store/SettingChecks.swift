import CallRules
import Foundation
import GRDB

/// The rules every saved settings document keeps (product.md §2), beside the types of its keys.
struct SettingChecks {
    /// The suffixes of Phonet's own hosts.
    static let phonetSuffixes = ["phonet.com.ua", "phonet.ua", "betell.com.ua"]

    /// Hosts an operator allows beside them; one may have a port, or be an address.
    private let extraHosts: [String]

    init(extraHosts: [String]) {
        self.extraHosts = extraHosts.map { $0.lowercased() }
    }

    /// Brings `field` of `settings` into its stored form; what is wrong with it, if anything.
    func tidy(
        _ field: SettingField, of settings: inout Settings, _ db: Database
    ) throws -> Sentence? {
        switch field.kind {
        case .truth, .number, .mode, .language:
            return nil
        case .domain(let path):
            let domain = SettingChecks.host(in: settings[keyPath: path])
            settings[keyPath: path] = domain
            return problem(ofDomain: domain)
        case .secret(let path):
            let isPlain = settings[keyPath: path].utf8
                .allSatisfy { (0x21...0x7E).contains($0) }
            if !isPlain { return Mistake.noKey }
            return settings[keyPath: path].utf8.count > 256
                ? Mistake.tooLong(256) : nil
        case .urlTemplate(let path):
            return URLTemplate.problem(in: settings[keyPath: path])
        case .timezone(let path):
            return SettingChecks.isTimezone(settings[keyPath: path])
                ? nil : Mistake.noTimezone
        case .networks(let path):
            let texts = settings[keyPath: path]
            if texts.count > 100 { return Mistake.tooMany(100) }
            var networks: [String] = []
            for text in texts {
                guard let network = Network(text) else {
                    return Mistake.noNetwork(text)
                }
                if !networks.contains(network.text) { networks.append(network.text) }
            }
            settings[keyPath: path] = networks
            return nil
        case .employees(let path):
            if settings[keyPath: path].count > 500 { return Mistake.tooMany(500) }
            let stranger = try settings[keyPath: path].first {
                try !EmployeeTable.exists($0, db)
            }
            return stranger.map(Mistake.noEmployee)
        case .source(let path):
            guard let id = settings[keyPath: path] else { return nil }
            return try LeadSourceTable.exists(id, db) ? nil : Mistake.noSource(id)
        case .reopenStatus(let path):
            guard let id = settings[keyPath: path] else { return nil }
            guard let status = try LeadStatusTable.find(id, db) else {
                return Mistake.noStatus(id)
            }
            return status.kind == .active ? nil : Mistake.notActive(status.name)
        }
    }

    /// A pasted address without its scheme, path and slash, in small letters.
    private static func host(in text: String) -> String {
        var text = text.trimmingCharacters(in: .whitespacesAndNewlines).lowercased()
        for scheme in ["https://", "http://"] where text.hasPrefix(scheme) {
            text.removeFirst(scheme.count)
        }
        return String(text.prefix { $0 != "/" && $0 != "?" && $0 != "#" })
    }

    private func problem(ofDomain domain: String) -> Sentence? {
        if domain.isEmpty || extraHosts.contains(domain) { return nil }
        if domain.contains(":") { return Mistake.hostWithPort }
        let labels = domain.split(separator: ".", omittingEmptySubsequences: false)
        let isHost =
            domain.utf8.count <= 253
            && labels.allSatisfy { label in
                (1...63).contains(label.utf8.count) && label.first != "-" && label.last != "-"
                    && label.utf8.allSatisfy { byte in
                        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                            || byte == UInt8(ascii: "-")
                    }
            }
        guard isHost, IPAddress(domain) == nil else { return Mistake.noHost }
        let allowed = SettingChecks.phonetSuffixes + extraHosts
        guard allowed.contains(where: { domain == $0 || domain.hasSuffix("." + $0) }) else {
            return Mistake.foreignHost(allowed)
        }
        return nil
    }

    private static func isTimezone(_ name: String) -> Bool {
        let isPlain =
            name.utf8.count <= 64
            && name.utf8.allSatisfy { byte in
                byte.isASCIIAlphanumeric || "_+-/".utf8.contains(byte)
            }
        return isPlain && (name == "UTC" || name.contains("/")) && TimeZone(identifier: name) != nil
    }
}

extension UInt8 {
    /// A Latin letter or a digit.
    fileprivate var isASCIIAlphanumeric: Bool {
        switch self {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A: true
        default: false
        }
    }
}
