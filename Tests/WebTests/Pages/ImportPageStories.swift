import CallRules
import HTTPTypes
import Imports
import Synchronization
import TestSupport
import Testing

@testable import Store
@testable import Web

@Suite("The pages of imports")
struct ImportPageStories {
    let office: Office
    let olena: Browser

    init() throws {
        office = try Office()
        try office.hirePeople()
        olena = try office.browser(of: Office.olena)
    }

    /// Uploads a file as a browser does.
    @discardableResult
    private func upload(_ file: String, kind: String = "clients", token: String? = nil) -> Reply {
        let fields = [(FormToken.field, token ?? olena.formToken), ("kind", kind)]
        let parts = fields.map { name, value in
            "--edge\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n"
        }
        let body =
            parts.joined()
            + "--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"клієнти.csv\"\r\n"
            + "Content-Type: text/csv\r\n\r\n\(file)\r\n--edge--\r\n"
        return olena.ask(.post, "/imports", body, type: "multipart/form-data; boundary=edge")
    }

    private func work() throws {
        let environment = ImportWork.Environment(
            clock: { Office.morning }, uptime: { .zero }, moment: { _ in nil })
        for job in try office.store.busyImports() {
            let source = try #require(ImportSource(path: office.store.importFile(job.id).path))
            let work = ImportWork(office.store, environment)
            try work.run(job, of: source)
        }
    }

    @Test("A file goes from upload through columns and check into the books")
    func whole() throws {
        let file = "ПІБ;Номер;Колір\r\nІрина <Соколова>;0500000011;синій\r\nБогдан;12;\r\n"
        let uploaded = upload(file)
        #expect(uploaded.status == 303)
        #expect(uploaded.fields[.location] == "/gateways/phonetapi/imports/1")

        let columns = olena.open("/imports/1")
        #expect(columns.words.contains("Ірина &lt;Соколова&gt; 0500000011 синій"))
        #expect(columns.text.contains("<option value=\"name\" selected>"))
        #expect(columns.words.contains("UTF-8") && columns.words.contains("крапка з комою"))

        let pairs = ["name", "phones", ""].map { ("column", $0) }
        #expect(olena.send("/imports/1", pairs: pairs).status == 303)
        let busy = olena.open("/imports/1")
        #expect(busy.words.contains("Файл перевіряється"))
        #expect(HTTPField.Name("Refresh").map { busy.fields[$0] } == "2")

        try work()
        let checked = olena.open("/imports/1")
        #expect(checked.words.contains("Буде додано 1") && checked.words.contains("Не підходять 1"))
        #expect(checked.words.contains("Рядок 3 Телефони «12» – не повний номер телефону"))
        #expect(try office.store.clients(ClientFilter(), Pagination()).items.isEmpty)

        #expect(olena.send("/imports/1/run").status == 303)
        try work()
        #expect(olena.open("/imports/1").words.contains("Додано 1"))
        #expect(
            try office.store.clients(ClientFilter(), Pagination()).items.map(\.details.name)
                == ["Ірина <Соколова>"])
        #expect(olena.open("/audit").words.contains("Імпортовано файл"))
        #expect(olena.open("/imports").words.contains("клієнти.csv Клієнти завершено 2"))
    }

    @Test("All that was wrong can be had as a file")
    func report() throws {
        upload("name;phone\n=1+1;12\nБогдан;13\n")
        _ = olena.send("/imports/1", pairs: [("column", "name"), ("column", "phones")])
        try work()
        let report = olena.open("/imports/1/row-errors")
        #expect(report.fields[.contentType] == "text/csv; charset=utf-8")
        #expect(report.fields[.contentDisposition] == "attachment; filename=\"import-1.csv\"")
        #expect(
            report.text
                == "\u{FEFF}Рядок;Поле;Чому\r\n2;Телефони;\"«12» – не повний номер телефону\"\r\n"
                + "3;Телефони;\"«13» – не повний номер телефону\"\r\n")
    }

    @Test(
        "What is no file of rows comes back with the reason",
        arguments: ["", "name;phone\n", "\n\n"])
    func empty(file: String) throws {
        let reply = upload(file)
        #expect(reply.status == 422)
        #expect(reply.text.contains("problem-file"))
        #expect(try office.store.imports(limit: 5).isEmpty)
    }

    @Test("Columns that make no import come back with the reason")
    func columns() {
        upload("a;b\n1;2\n")
        let reply = olena.send("/imports/1", pairs: [("column", "name"), ("column", "name")])
        #expect(reply.status == 422)
        #expect(reply.words.contains("кожне поле, крім телефонів, може мати лише один стовпець"))
    }

    @Test("A file that no page of ours sent is not taken")
    func foreign() throws {
        #expect(upload("name\nІрина\n", token: "0123").status == 403)
        #expect(try office.store.imports(limit: 5).isEmpty)
    }

    @Test("A large body is read of administrators only, and only for a file")
    func bodyLimit() throws {
        let taras = try office.browser(of: Office.taras)
        func limit(_ browser: Browser, _ path: String) -> Int {
            let cookies = browser.cookies.map { "\($0.key)=\($0.value)" }.joined(separator: "; ")
            return office.gateway.terms(
                HTTPRequest(
                    method: .post, scheme: "https", authority: "crm.example",
                    path: "/gateways/phonetapi\(path)", headerFields: [.cookie: cookies])
            ).bodyLimit
        }
        #expect(limit(olena, "/imports") == 32 << 20)
        #expect(limit(olena, "/imports/1") == 1 << 20)
        #expect(limit(taras, "/imports") == 1 << 20)
        #expect(limit(Browser(office), "/imports") == 1 << 20)
    }

    @Test("Somebody is told when there is work")
    func bell() throws {
        let rings = Mutex(0)
        let office = try Office { $0.importsBegan = { rings.withLock { $0 += 1 } } }
        try office.hirePeople()
        let stories = ImportPageStories(office, try office.browser(of: Office.olena))
        stories.upload("name\nІрина\n")
        _ = stories.olena.send("/imports/1", pairs: [("column", "name")])
        #expect(rings.withLock { $0 } == 1)
    }

    private init(_ office: Office, _ olena: Browser) {
        self.office = office
        self.olena = olena
    }

    @Test("A cancelled import says so")
    func cancellation() {
        upload("name\nІрина\n")
        #expect(olena.send("/imports/1/cancellation").status == 303)
        #expect(olena.open("/imports/1").words.contains("Імпорт скасовано"))
    }
}
