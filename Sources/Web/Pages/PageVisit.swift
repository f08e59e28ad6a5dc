import CallRules
import HTTPTypes
import Store

/// A request for a page, after the checks: the visitor may open the page, and a POST carried a
/// valid form token.
struct PageVisit {
    let route: PageRoute
    /// The query parameters.
    let query: Form
    /// The form of a POST; empty for a GET.
    let form: Form
    /// The file of a multipart form; nil: none.
    let file: UploadedFile?
    let visitor: Visitor
    /// The gateway's own addresses.
    let addresses: OwnAddresses
    /// The `Range` field of the request, for recordings; nil: the whole recording.
    let range: String?
    /// Whether the method is HEAD; then the answer has no body.
    let isHead: Bool
    /// Whom the answer is for.
    let asker: Asker
    /// Whether the password was typed in this session a short while ago.
    let knowsPassword: Bool
    let now: Instant

    var localize: Localizer { visitor.localizer }

    /// The author for the audit; throws `signIn` when nobody is signed in.
    func author() throws(PageRefusal) -> Author {
        guard let author = visitor.author else { throw .signIn }
        return author
    }

    /// The absolute URL of a page.
    func address(of route: PageRoute) -> String {
        addresses.pages.dropLast(Route.prefix.count) + route.path
    }

    /// Goes on if the password was typed a short while ago; else throws `passwordWanted`, and the
    /// same form comes again with the password. Scripts of other programs on the pages' host can
    /// send forms, but they do not know the password.
    func askPassword() throws(PageRefusal) {
        guard knowsPassword else { throw .passwordWanted(form, .missing) }
    }

    /// What the visitor sees and may do; throws `signIn` when nobody is signed in.
    func viewer() throws(PageRefusal) -> Viewer {
        guard let viewer = visitor.viewer else { throw .signIn }
        return viewer
    }

    /// The signed-in employee; throws `signIn` when nobody is signed in.
    func employee() throws(PageRefusal) -> EmployeeRow {
        guard let employee = visitor.employee else { throw .signIn }
        return employee
    }
}

/// The reason why a page is refused. `refused` answers it with a page.
enum PageRefusal: Error {
    /// Nobody is signed in, or the session has ended.
    case signIn
    /// The page is for administrators.
    case forbidden
    /// The person has no such tick.
    case lacksRight(Viewer.Right)
    /// The form has no valid form token or came from another site.
    case foreignForm
    /// The form is sound, but asks for the password again, which was typed too long ago.
    case passwordWanted(Form, PasswordWanted)
    /// The record does not exist, or the person does not see it: nobody learns which.
    case missing
    case methodNotAllowed(String)
    /// The database cannot be read or written.
    case unavailable
}
