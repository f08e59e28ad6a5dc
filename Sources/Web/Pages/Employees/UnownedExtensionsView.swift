import CallRules
import Store

/// The section of the list with the numbers nobody has; nothing when there are none.
struct UnownedExtensionsView {
    /// More rows would only make the page long: each assigned number makes room for the next.
    private static let mostRows = 20

    let page: EmployeesPage
    let visitor: Visitor

    private typealias Words = EmployeesWords
    private var say: Voice { visitor.voice }

    var html: HTML? {
        guard !page.unowned.isEmpty else { return lost }
        let heads = [Words.number, Words.nameInPhonet].map { head($0) }
        return """
            <section class="section" id="extensions"><h2>\(say(Words.unowned))</h2>
            <p class="lead">\(say(Words.unownedWhy))</p>
            \(lost)
            <div class="tablebox"><table class="stacked"><thead><tr>\(heads)
            <th scope="col" class="number">\(say(Words.calls))</th>\(head(Words.lastCall))
            \(head(Words.owner))</tr></thead>
            <tbody>\(page.unowned.prefix(Self.mostRows).map(row))</tbody></table></div>
            <p class="help">\(say(Words.onlyWithout)) \(rest)</p></section>
            """
    }

    /// A refusal about a number that is not among the rows, because somebody else was quicker.
    private var lost: HTML? {
        guard let refusal = page.refusal,
            !page.unowned.prefix(Self.mostRows).contains(where: {
                $0.extension == refusal.extension
            })
        else { return nil }
        return """
            <p class="note bad" role="alert">\(refusal.extension): \(say(refusal.message))</p>
            """
    }

    private var rest: String {
        let count = page.unowned.count - Self.mostRows
        return count > 0 ? say(Words.more(count)) : ""
    }

    private func head(_ word: Sentence) -> HTML { "<th scope=\"col\">\(say(word))</th>" }

    private func row(_ row: UnownedExtension) -> HTML {
        """
        <tr><td>\(row.extension)</td>
        <td data-label="\(say(Words.nameInPhonet))">\(row.name ?? "")</td>
        <td data-label="\(say(Words.calls))" class="number">\(row.calls)</td>
        <td data-label="\(say(Words.lastCall))">\(row.lastCallAt.map(say.time))</td>
        <td data-label="\(say(Words.owner))">\(form(row))</td></tr>
        """
    }

    private func form(_ row: UnownedExtension) -> HTML {
        let new =
            "\(PageRoute.newEmployee.path)?extension=\(Pairs.encoded(row.extension))"
            + "&name=\(Pairs.encoded(row.name ?? ""))"
        let link: HTML = "<a class=\"button small\" href=\"\(new)\">\(say(Words.newOwner))</a>"
        guard !page.withoutExtension.isEmpty else { return link }
        let refusal = page.refusal?.extension == row.extension ? page.refusal : nil
        let note = "problem-\(row.extension)"
        return """
            <form class="inline" method="post" action="\(PageRoute.unownedExtensions.path)">
            \(FormGuard(visitor).html)<input type="hidden" name="extension" value="\(row.extension)">
            <select name="employee_id" aria-label="\(say(Words.owner)) \(row.extension)"\
            \(.describedBy, refusal.map { _ in note })\(.invalid, refusal.map { _ in "true" })>
            <option value="">\(say(Words.choose))</option>
            \(page.withoutExtension.map { option($0, chosen: refusal?.chosen) })</select>
            <button class="small">\(say(Words.assign))</button> \(link)
            \(refusal.map { refusal in
                """
                <p class="problem" id="\(note)">\(Icon.warning.html) \(say(refusal.message))</p>
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
