import CallRules
import Foundation
import GRDB

/// The checks of a settings document beyond the types of its keys.
struct SettingChecks {
    /// Hosts that the operator allows beside Phonet's: names or addresses, with or without a port.
    private let extraHosts: [String]

    init(extraHosts: [String]) {
        self.extraHosts = extraHosts
    }

    /// Converts `field` of `settings` to its stored form; returns the validation message, nil: it
    /// is valid.
    ///
    /// - Parameter isStanding: whether the value stands as it was saved before: an earlier version
    ///   may have taken what this one refuses.
    func tidy(
        _ field: SettingField, of settings: inout Settings, isStanding: Bool, _ db: Database
    ) throws -> LocalizedText? {
        switch field.kind {
        case .truth, .number, .days, .reopenedOwner, .role, .mode, .sight, .language, .week,
            .exceptions,
            .outsideHours:
            return nil
        case .domain(let path):
            let domain = PhonetDomain.pasted(settings[keyPath: path])
            settings[keyPath: path] = domain
            return problem(ofDomain: domain)
        case .secret(let path):
            let isPlain = settings[keyPath: path].utf8
                .allSatisfy { (0x21...0x7E).contains($0) }
            if !isPlain { return ValidationMessage.noKey }
            if field.id == .telegramBotToken, !settings.hasWellFormedTelegramToken {
                return ValidationMessage.noBotToken
            }
            return settings[keyPath: path].utf8.count > 256
                ? ValidationMessage.tooLong(256) : nil
        case .urlTemplate(let path):
            return URLTemplate.problem(in: settings[keyPath: path])
        case .timezone(let path):
            return SettingChecks.isTimezone(settings[keyPath: path])
                ? nil : ValidationMessage.noTimezone
        case .networks(let path):
            let texts = settings[keyPath: path]
            if texts.count > 100 { return ValidationMessage.tooMany(100) }
            var networks: [String] = []
            for text in texts {
                guard let network = Network(text) else {
                    return ValidationMessage.noNetwork(text)
                }
                if !isStanding, network.isTooWideToTrust {
                    return ValidationMessage.wideNetwork(network.text)
                }
                if !networks.contains(network.text) { networks.append(network.text) }
            }
            settings[keyPath: path] = networks
            return nil
        case .origins(let path):
            let texts = settings[keyPath: path]
            if texts.count > 20 { return ValidationMessage.tooMany(20) }
            var origins: [String] = []
            for text in texts {
                guard let origin = WebOrigin(text) else {
                    return ValidationMessage.noOrigin(text)
                }
                if !origins.contains(origin.text) { origins.append(origin.text) }
            }
            settings[keyPath: path] = origins
            return nil
        case .employees(let path):
            if settings[keyPath: path].count > 500 { return ValidationMessage.tooMany(500) }
            let untrusted = try settings[keyPath: path].first {
                try !EmployeeTable.exists($0, db)
            }
            return untrusted.map(ValidationMessage.noEmployee)
        case .source(let path):
            guard let id = settings[keyPath: path] else { return nil }
            return try LeadSource.find(id, db) == nil ? ValidationMessage.noSource(id) : nil
        case .reopenStatus(let path):
            guard let id = settings[keyPath: path] else { return nil }
            guard let status = try LeadStatus.find(id, db) else {
                return ValidationMessage.noStatus(id)
            }
            return status.kind == .active ? nil : ValidationMessage.notActive(status.name)
        }
    }

    private func problem(ofDomain domain: String) -> LocalizedText? {
        if domain.isEmpty { return nil }
        do {
            _ = try PhonetDomain(domain, extraHosts: extraHosts)
            return nil
        } catch {
            return switch error {
            case .hasPort: ValidationMessage.hostWithPort
            case .noHostName: ValidationMessage.noHost
            case .foreign: ValidationMessage.foreignHost(PhonetDomain.suffixes + extraHosts)
            }
        }
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
