import CSVText
import CallRules
import Imports
import Store

/// The rows of an import that were left out, as CSV: row, field, reason.
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
    /// The label of the field; nil: the error is about the whole row.
    var fieldName: LocalizedText? {
        let field: ImportField? =
            switch problem.field {
            // The field names of the JSON API.
            case "admin_employee_ids": .admins
            case "status_id": .status
            case "source_id": .source
            case "responsible_employee_id": .responsible
            default: ImportField(rawValue: problem.field)
            }
        return field.map(ImportHeading.name)
    }
}
