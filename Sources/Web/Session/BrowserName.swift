/// The name of a browser and its system, from the `User-Agent` field.
struct BrowserName {
    /// Such as `Firefox, Linux`; nil when neither browser nor system is known.
    let text: String?

    /// The first match counts. The order matters, because browsers also name others: Edge names
    /// Chrome, and Chrome names Safari.
    private static let programs = [
        ("Edg/", "Edge"), ("OPR/", "Opera"), ("SamsungBrowser/", "Samsung Internet"),
        ("Firefox/", "Firefox"), ("FxiOS/", "Firefox"), ("CriOS/", "Chrome"),
        ("Chrome/", "Chrome"), ("Safari/", "Safari"),
    ]
    private static let systems = [
        ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
        ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"),
    ]

    init(_ userAgent: String) {
        func first(_ marks: [(mark: String, name: String)]) -> String? {
            marks.first { userAgent.contains($0.mark) }?.name
        }
        let known = [first(BrowserName.programs), first(BrowserName.systems)].compactMap(\.self)
        text = known.isEmpty ? nil : known.joined(separator: ", ")
    }
}
