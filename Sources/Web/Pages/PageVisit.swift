import CallRules
import HTTPTypes
import Store

/// A request for a page from a visitor who may come here; a POST has proven where it came from.
struct PageVisit {
    let route: PageRoute
    /// What stands behind the `?`.
    let query: Form
    /// What a POST sent; empty for a GET.
    let form: Form
    /// What came with a form that sends a file.
    let file: UploadedFile?
    let visitor: Visitor
    /// The gateway's own address with its prefix, no slash at the end.
    let base: String
    /// Which part of a recording is wanted, as in the `Range` field.
    let range: String?
    /// Nothing but the head of the answer is wanted.
    let isHead: Bool
    let now: Instant

    var localize: Localizer { visitor.localizer }

    /// Who does it; pages that need one are closed to visitors who are nobody.
    func author() throws(PageRefusal) -> Author {
        guard let author = visitor.author else { throw .signIn }
        return author
    }

    /// The whole address of a page, as others may be sent it.
    func address(of route: PageRoute) -> String {
        base.dropLast(Route.prefix.count) + route.path
    }

    /// The person who is signed in.
    func employee() throws(PageRefusal) -> EmployeeRow {
        guard let employee = visitor.employee else { throw .signIn }
        return employee
    }
}

/// Why a visitor does not get a page; becomes a page of its own.
enum PageRefusal: Error {
    /// Nobody is signed in, or no longer.
    case signIn
    /// Only administrators may.
    case forbidden
    /// The form does not prove that it came from a page of ours.
    case foreignForm
    /// Nothing is here, or no longer.
    case missing
    case methodNotAllowed(String)
    /// The database cannot be reached.
    case unavailable
}
