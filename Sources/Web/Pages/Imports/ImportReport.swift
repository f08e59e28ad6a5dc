import CSVText
import CallRules
import Imports
import Store

/// What was wrong with a file of clients or leads, as a file: line, field, reason.
struct ImportReport: Sendable {
    private static let linesAtOnce = 500

    let job: ImportJob.ID
    let language: Language
    let store: Store

    func write(_ write: ([UInt8]) throws -> Void) throws {
        var writer = CSVWriter()
        let heading = [ImportStrings.line, ImportStrings.field, CommonStrings.why]
        writer.write(heading.map { $0.text(language) })
        var line = 0
        while true {
            try write(writer.take())
            let validationMessages = try store.importRowErrors(
                of: job, after: line, lines: ImportReport.linesAtOnce)
            guard let last = validationMessages.last else { return }
            line = last.line
            for validationMessage in validationMessages {
                writer.write([
                    "\(validationMessage.line)", validationMessage.fieldName?.text(language) ?? "",
                    validationMessage.problem.message.text(language),
                ])
            }
        }
    }
}

extension ImportRowError {
    /// What the field is called; nil: the row as a whole is meant.
    var fieldName: LocalizedText? {
        let field: ImportField? =
            switch problem.field {
            // As the checks of the JSON API call them.
            case "admin_employee_ids": .admins
            case "status_id": .status
            case "source_id": .source
            case "responsible_employee_id": .responsible
            default: ImportField(rawValue: problem.field)
            }
        return field.map(ImportHeading.name)
    }
}
