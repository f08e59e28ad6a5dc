import CSVText
import CallRules
import Imports
import Store

/// The form that maps the columns of a file to fields, with the first cells of each column.
struct ImportColumnsForm {
    /// The most characters shown of a cell.
    private static let maxShown = 60

    let job: ImportJob
    let head: ImportHead
    let columns: [ImportField?]
    let visitor: Visitor

    private typealias Strings = ImportStrings
    private var localize: Localizer { visitor.localizer }

    var html: HTML {
        """
        <form method="post" action="\(PageRoute.importJob(job.id.value).path)" class="form">\
        \(FormGuard(visitor).html)
        <p class="lead">\(localize(Strings.columnsHelp)) \(localize(Strings.form(head)))</p>
        \(separators)
        <div class="tablebox" id="field-columns" tabindex="0"><table class="sample"><thead>
        <tr>\(columns.indices.map(heading))</tr><tr>\(columns.indices.map(choice))</tr></thead>
        <tbody>\(head.sample.map(row))</tbody></table></div>
        <div class="buttons"><button class="primary">\(localize(Strings.check))</button>\
        <button formaction="\(PageRoute.importCancellation(job.id.value).path)">\
        \(localize(Strings.cancel))</button></div></form>
        """
    }

    /// The separator that the form sends; nil: none.
    static func separator(_ form: Form) -> Unicode.Scalar? {
        form["separator"]?.unicodeScalars.first.flatMap {
            CSVForm.separators.contains($0) ? $0 : nil
        }
    }

    /// The choice of another separator, with a button of its own.
    private var separators: HTML? {
        guard case .csv(let form) = head.format else { return nil }
        let options = CSVForm.separators.map { separator in
            """
            <option value="\(String(separator))"\(.selected, if: separator == form.separator)>\
            \(localize(Strings.separator(separator)))</option>
            """ as HTML
        }
        return """
            <p class="separators"><label for="field-separator">\(localize(Strings.separator))</label>\
            <select name="separator" id="field-separator">\(options)</select>\
            <button class="small">\(localize(Strings.readAnew))</button></p>
            """
    }

    private func name(_ index: Int) -> String {
        let text = head.heading.dropFirst(index).first ?? ""
        return text.trimmed.isEmpty ? localize(Strings.column(index + 1)) : shortened(text)
    }

    private func heading(_ index: Int) -> HTML { "<th scope=\"col\">\(name(index))</th>" }

    private func choice(_ index: Int) -> HTML {
        let chosen = columns[index]
        let options = job.kind.columnFields.map { field in
            """
            <option value="\(field.rawValue)"\(.selected, if: field == chosen)>\
            \(localize(ImportHeading.name(field)))</option>
            """ as HTML
        }
        return """
            <td><select name="column" aria-label="\(name(index))">\
            <option value="">\(localize(Strings.leftOut))</option>\(options)</select></td>
            """
    }

    private func row(_ cells: [String]) -> HTML {
        let shown = columns.indices.map { index in
            "<td>\(shortened(cells.dropFirst(index).first ?? ""))</td>" as HTML
        }
        return "<tr>\(shown)</tr>"
    }

    private func shortened(_ text: String) -> String {
        let limit = ImportColumnsForm.maxShown
        return text.count > limit ? text.prefix(limit - 1) + "…" : text
    }
}
