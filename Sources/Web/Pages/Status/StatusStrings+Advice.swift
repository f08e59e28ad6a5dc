import CallRules

/// The advice on the status page.
extension StatusStrings {
    static let moduleAdvice = LocalizedText(
        uk: "Правила не діють, сповіщення не надсилаються. Увімкніть модуль у налаштуваннях.",
        en: "No rule runs and no notice is sent. Switch the module on in the settings.")
    static let accountAdvice = LocalizedText(
        uk: "Впишіть домен і ключ API Phonet: без них немає ні звірки, ні дзвінків зі сторінок.",
        en:
            """
            Type in Phonet’s domain and API key: without them there are no reconciliations and \
            no calls from pages.
            """)
    static let checkAdvice = LocalizedText(
        uk: "Натисніть «Перевірити з’єднання» в налаштуваннях.",
        en: "Press “Check connection” in the settings.")
    static let addressAdvice = LocalizedText(
        uk: "Впишіть цю адресу в кабінеті Phonet; усі п’ять наведено в налаштуваннях.",
        en: "Put this address into Phonet’s cabinet; all five are in the settings.")
    static let silenceAdvice = LocalizedText(
        uk: """
            Якщо дзвінки були, перевірте адреси в кабінеті Phonet і чи відкритий сервер для Phonet. \
            Пропущене додасть звірка.
            """,
        en: """
            If there were calls, check the addresses in Phonet’s cabinet, and that Phonet can \
            reach the server. Reconciliation adds what was missed.
            """)
    static let failuresAdvice = LocalizedText(
        uk: "Погляньте в журналі Phonet, що надійшло й чому його не прочитано.",
        en: "Look in the Phonet log at what came and why it could not be read.")
    static let misspeltAdvice = LocalizedText(
        uk: """
            Такої адреси немає, тож повідомлення втрачено. Порівняйте адреси в кабінеті Phonet з тими, \
            що в налаштуваннях.
            """,
        en: """
            There is no such address, so the messages are lost. Compare the addresses in Phonet’s \
            cabinet with those of the settings.
            """)
    static func released(_ done: Int, waiting: Int) -> LocalizedText {
        LocalizedText(
            uk: "звільняється: готово \(done), чекають \(waiting)",
            en: "being released: \(done) done, \(waiting) waiting")
    }
    static let quarantineAdvice = LocalizedText(
        uk: "Якщо серед цих адрес є адреса Phonet, довірте їй.",
        en: "If one of these addresses is Phonet’s, trust it.")
    static let extensionsAdvice = LocalizedText(
        uk: "Призначте ці внутрішні номери співробітникам: їхні дзвінки зараз нічиї.",
        en: "Assign these extensions to employees: their calls are nobody’s now.")
    static let webhooksFail = LocalizedText(
        uk: "CRM зараз не приймає повідомлень; вони чекають і надсилаються знову.",
        en: "The CRM takes no messages just now; they wait and are sent again.")
    static let webhooksStopped = LocalizedText(
        uk: "Вебхук вимкнено, бо він не доставлявся. Виправте адресу й увімкніть його.",
        en: "A webhook is switched off because it failed. Correct the address and switch it on.")
    static let widgetAdvice = LocalizedText(
        uk: """
            Ця адреса – інший сайт, ніж сторінки шлюзу, тож браузер не передає у віджет, хто увійшов. \
            Дайте сторінкам шлюзу ім’я в домені CRM, як-от phonet.crm.example.
            """,
        en: """
            This address is another site than the gateway’s pages, so browsers do not tell the widget \
            who is signed in. Give the pages a name in the CRM’s domain, such as phonet.crm.example.
            """)
    static let networksAdvice = LocalizedText(
        uk: """
            Ці мережі завеликі: повідомлення з кожної їхньої адреси вважається надісланим Phonet. \
            Вони ще діють, але наступне збереження їх не прийме. Залиште адреси Phonet.
            """,
        en: """
            These networks are too wide: a message from any of their addresses counts as Phonet’s. \
            They are still in force, but the next save refuses them. Keep Phonet’s addresses.
            """)
    static let listsAdvice = LocalizedText(
        uk: "Виберіть у цих списках тих, хто працює.",
        en: "Choose people in these lists who are active.")
    static let slowAdvice = LocalizedText(
        uk: "Сервер не встигає: перевірте диск, пам’ять і що ще на ньому працює.",
        en: "The server is too slow: check its disk, its memory and what else runs on it.")
    static let brokenWriterAdvice = LocalizedText(
        uk: """
            Записати нічого не вдається, тож Phonet отримує відмову. Перевірте диск і права на файл \
            бази, тоді перезапустіть шлюз.
            """,
        en: """
            Nothing can be written, so Phonet is refused. Check the disk and the rights to the \
            database file, then restart the gateway.
            """)
    static let noticesAdvice = LocalizedText(
        uk:
            "Сповіщення не відправляються. Перезапустіть шлюз і погляньте в його журнал на сервері.",
        en: "Notices are not sent. Restart the gateway, and look into its log on the server.")
    static let browsersAdvice = LocalizedText(
        uk: "Кожен може ввімкнути пуші на своїй сторінці.",
        en: "Everybody can switch pushes on on their own page.")
    static let pushesAdvice = LocalizedText(
        uk: """
            Перевірте, чи сервер може звертатися назовні (порт 443) і чи точний його годинник; у \
            браузері, до якого не доходить, пуші слід увімкнути знову.
            """,
        en: """
            Check that the server may reach the outside (port 443) and that its clock is right; in a \
            browser that is not reached, pushes have to be switched on again.
            """)
    static let roomAdvice = LocalizedText(
        uk: "Звільніть місце на диску: без нього дзвінки не записуються.",
        en: "Make room on the disk: without it calls are not stored.")
    static let walAdvice = LocalizedText(
        uk:
            """
            Журнал транзакцій великий: хтось довго читає базу. Якщо це не резервна копія, \
            перезапустіть шлюз.
            """,
        en:
            """
            The WAL is large: somebody has been reading the database for long. Unless it is a \
            backup, restart the gateway.
            """)
    static let backupAdvice = LocalizedText(
        uk: "Робіть копію щодня, на інший диск. На сервері:",
        en: "Make a copy every day, on another disk. On the server:")
}
