import CallRules
import Store
import WebForms

/// The section with the extensions without an employee; empty when there are none.
struct UnownedExtensionsView {
    /// The most rows shown; each assignment makes room for the next.
    private static let maxRows = 20

    let page: EmployeesPage
    let visitor: Visitor

    private typealias Strings = EmployeesStrings
    private var localize: Localizer { visitor.localizer }

    var html: HTML? {
        guard !page.unowned.isEmpty else { return lost }
        let heads = [CommonStrings.extensionNumber, Strings.nameInPhonet].map { head($0) }
        return """
            <section class="section" id="extensions"><h2>\(localize(Strings.unowned))</h2>
            <p class="lead">\(localize(Strings.unownedWhy))</p>
            \(lost)
            <div class="tablebox"><table class="stacked"><thead><tr>\(heads)
            <th scope="col" class="number">\(localize(CommonStrings.calls))</th>\(head(CommonStrings.lastCall))
            \(head(CommonStrings.whoseNumberItIs))</tr></thead>
            <tbody>\(page.unowned.prefix(Self.maxRows).map(row))</tbody></table></div>
            <p class="help">\(localize(Strings.onlyWithout)) \(rest)</p></section>
            """
    }

    /// A refused assignment of an extension that was assigned by another save in the meantime.
    private var lost: HTML? {
        guard let refusal = page.refusal,
            !page.unowned.prefix(Self.maxRows).contains(where: {
                $0.extension == refusal.extension
            })
        else { return nil }
        return """
            <p class="note bad" role="alert">\(refusal.extension): \(localize(refusal.message))</p>
            """
    }

    private var rest: String {
        let count = page.unowned.count - Self.maxRows
        return count > 0 ? localize(Strings.more(count)) : ""
    }

    private func head(_ word: LocalizedText) -> HTML { "<th scope=\"col\">\(localize(word))</th>" }

    private func row(_ row: UnownedExtension) -> HTML {
        """
        <tr class="tall"><td class="name">\(row.extension)</td>
        <td data-label="\(localize(Strings.nameInPhonet))">\(row.name ?? "")</td>
        <td data-label="\(localize(CommonStrings.calls))" class="number told">\(row.calls)</td>
        <td class="at" data-label="\(localize(CommonStrings.lastCall))">\(row.lastCallAt.map(localize.time))</td>
        <td class="under" data-label="\(localize(CommonStrings.whoseNumberItIs))">\(form(row))</td></tr>
        """
    }

    private func form(_ row: UnownedExtension) -> HTML {
        let new =
            "\(PageRoute.newEmployee.path)?extension=\(PercentEncoding.encoded(row.extension))"
            + "&name=\(PercentEncoding.encoded(row.name ?? ""))"
        let link: HTML =
            "<a class=\"button small\" href=\"\(new)\">\(localize(CommonStrings.newEmployee))</a>"
        guard !page.withoutExtension.isEmpty else { return link }
        let refusal = page.refusal?.extension == row.extension ? page.refusal : nil
        let note = "problem-\(row.extension)"
        return """
            <form class="inline" method="post" action="\(PageRoute.unownedExtensions.path)">
            \(FormGuard(visitor).html)<input type="hidden" name="extension" value="\(row.extension)">
            <select name="employee_id" aria-label="\(localize(CommonStrings.whoseNumberItIs)) \(row.extension)"\
            \(.describedBy, refusal.map { _ in note })\(.invalid, refusal.map { _ in "true" })>
            <option value="">\(localize(Strings.choose))</option>
            \(page.withoutExtension.map { option($0, chosen: refusal?.chosen) })</select>
            <button class="small">\(localize(Strings.assign))</button> \(link)
            \(refusal.map { refusal in
                """
                <p class="problem" id="\(note)">\(Icon.warning.html) \(localize(refusal.message))</p>
                """ as HTML
            })</form>
            """
    }

    private func option(_ employee: Employee, chosen: String?) -> HTML {
        let value = "\(employee.id.value)"
        return """
            <option value="\(value)"\(.selected, if: value == chosen)>\(employee.name)</option>
            """
    }
}
