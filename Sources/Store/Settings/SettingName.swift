import CallRules
import Foundation
import GRDB

/// A source or status that a settings form names instead of selecting it.
enum SettingName {
    case found(Int64)
    case refused(LocalizedText)
}

extension SettingField {
    /// The row with this name, added when there is none; spaces at both ends of the name are ignored.
    func row(named name: String, _ db: Database) throws -> SettingName {
        let name = name.trimmingCharacters(in: .whitespacesAndNewlines)
        let table: OrderedListTable
        switch kind {
        case .source: table = LeadSource.list
        case .reopenStatus: table = LeadStatus.list
        default: return .refused(ValidationMessage.noSetting)
        }
        if let problem = table.check(name: name, position: nil).problems.first {
            return .refused(problem.message)
        }
        if let id = try table.find(name: name, db) { return .found(id) }
        let position = try table.lastPosition(db)
        switch kind {
        case .source:
            var details = LeadSourceDetails()
            details.name = name
            try LeadSource.write(details, id: nil, position: position, db)
        default:
            var details = LeadStatusDetails()
            details.name = name
            try LeadStatus.write(details, id: nil, position: position, db)
        }
        return .found(db.lastInsertedRowID)
    }
}
