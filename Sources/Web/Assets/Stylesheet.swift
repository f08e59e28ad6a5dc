/// The one stylesheet: tokens first, then what surrounds a page, then controls, then tables.
/// Colours are pairs of light and dark (CSS Color 5, `light-dark()`); text on them has a contrast
/// of 4.5 : 1 or more.
enum Stylesheet {
    static let text = #"""
        :root {
          color-scheme: light dark;
          --page: light-dark(#f7f8f9, #111417);
          --paper: light-dark(#ffffff, #181c20);
          --raised: light-dark(#ffffff, #1f242a);
          --tint: light-dark(#f0f2f4, #22282e);
          --line: light-dark(#e2e6ea, #2b3239);
          --edge: light-dark(#8a95a1, #66717d);
          --faint: light-dark(#5b6673, #98a3af);
          --text: light-dark(#1b2229, #e7ebef);
          --accent: light-dark(#0f766e, #2dd4bf);
          --accent-strong: light-dark(#115e59, #5eead4);
          --on-accent: light-dark(#ffffff, #062a27);
          --accent-tint: light-dark(#e3f3f1, #12322f);
          --good: light-dark(#15703a, #4ade80);
          --good-tint: light-dark(#e5f5ea, #14301f);
          --bad: light-dark(#b42318, #ff8a80);
          --bad-tint: light-dark(#fdecea, #3a1a18);
          --alert: light-dark(#8a5300, #fbbf4a);
          --alert-tint: light-dark(#fdf3dd, #35280d);
          --mono: ui-monospace, "SFMono-Regular", Menlo, Consolas, "DejaVu Sans Mono", monospace;
          font: 14px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif;
          color: var(--text);
          background: var(--page);
          accent-color: var(--accent);
          scroll-padding: 16px 0 80px;
        }
        [data-theme="light"] { color-scheme: light; }
        [data-theme="dark"] { color-scheme: dark; }
        *, ::before, ::after { box-sizing: border-box; }
        body { margin: 0; min-height: 100vh; }
        h1, h2, h3, p, ul, ol, dl, dd, figure, fieldset { margin: 0; padding: 0; }
        h1 { font-size: 22px; line-height: 28px; font-weight: 600; letter-spacing: -.01em; }
        h2 { font-size: 16px; line-height: 24px; font-weight: 600; }
        h3 { font-size: 14px; font-weight: 600; }
        b, th, legend, dt { font-weight: 500; }
        a { color: var(--accent); text-underline-offset: 2px; }
        a:hover { color: var(--accent-strong); }
        :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
        main:focus { outline: none; }
        code, .code { font-family: var(--mono); font-size: 13px; overflow-wrap: anywhere; }
        small { font-size: 13px; color: var(--faint); }
        time, td, .figures { font-variant-numeric: tabular-nums; }
        .figures { white-space: nowrap; }
        .icon { width: 16px; height: 16px; flex: none; vertical-align: -3px; fill: none;
          stroke: currentColor; stroke-width: 1.6; stroke-linecap: round; stroke-linejoin: round; }
        .icon .filled { fill: currentColor; }
        .unseen, .skip:not(:focus) { position: absolute; width: 1px !important; height: 1px; min-height: 0 !important;
          margin: -1px; padding: 0 !important; border: 0 !important; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
        .skip:focus { position: fixed; top: 8px; left: 8px; z-index: 9; padding: 8px 12px;
          background: var(--raised); border: 1px solid var(--line); border-radius: 6px; }

        /* Frame */
        .inside { display: grid; grid-template-columns: 220px minmax(0, 1fr); }
        .rail { position: sticky; top: 0; height: 100vh; display: flex; flex-direction: column; gap: 12px;
          padding: 16px 12px; border-right: 1px solid var(--line); background: var(--paper); overflow-y: auto; }
        .brand { display: flex; align-items: center; gap: 8px; padding: 4px 8px 8px; font-size: 16px;
          font-weight: 600; color: var(--text); text-decoration: none; }
        .rail .head { display: flex; justify-content: space-between; align-items: center; }
        .bell > summary { list-style: none; position: relative; display: grid; place-items: center; width: 36px; height: 36px;
          border-radius: 6px; color: var(--text); }
        .bell > summary::-webkit-details-marker { display: none; }
        .bell > summary:hover { background: var(--tint); }
        .bell .icon { width: 18px; height: 18px; }
        .count { padding: 0 6px; border-radius: 9px; font-size: 12px; line-height: 18px; font-weight: 600;
          background: var(--bad-tint); color: var(--bad); font-variant-numeric: tabular-nums; }
        .bell .count { position: absolute; top: -2px; left: 18px; margin: 0; }
        .flyout { position: fixed; top: 56px; left: 12px; z-index: 6; width: 360px; max-width: calc(100vw - 24px); padding: 8px;
          border: 1px solid var(--line); border-radius: 8px; background: var(--raised); box-shadow: 0 8px 24px #0003; }
        .flyout > a, .flyout > p { display: block; padding: 8px 12px; }
        .rail .flyout ul { display: grid; gap: 2px; list-style: none; }
        button.notice { width: 100%; display: grid; grid-template-columns: 16px 1fr max-content; gap: 10px; align-items: start;
          padding: 8px 12px; border-color: transparent; background: none; font-weight: 400; text-align: left; white-space: normal; }
        button.notice:hover { background: var(--tint); }
        button.notice .icon { width: 16px; height: 16px; margin-top: 3px; color: var(--faint); }
        button.notice time { color: var(--faint); font-size: 13px; }
        .notices { list-style: none; border: 1px solid var(--line); border-radius: 8px; background: var(--paper); }
        .notices li { display: flex; align-items: center; padding: 4px 12px 4px 4px; }
        .notices li + li { border-top: 1px solid var(--line); }
        .notices form { flex: 1; min-width: 0; }
        .notices .new .notice { font-weight: 500; }
        .mark { width: 24px; height: 24px; flex: none; }
        .mark rect { fill: #0f766e; } .mark path { fill: #fff; }
        .rail ul { list-style: none; display: grid; gap: 2px; }
        .rail li.parted { margin-top: 8px; padding-top: 9px; border-top: 1px solid var(--line); }
        .rail li a { display: flex; align-items: center; gap: 10px; padding: 6px 8px; border-radius: 6px;
          color: var(--text); text-decoration: none; }
        .rail li a:hover { background: var(--tint); }
        .rail li a[aria-current] { background: var(--accent-tint); color: var(--accent-strong); font-weight: 500; }
        #waiting { margin-left: auto; } #waiting:empty { display: none; }
        .rail .foot { margin-top: auto; display: grid; gap: 8px; }
        main { padding: 24px 40px 96px; width: 100%; max-width: 1200px; }
        .title { display: flex; align-items: center; justify-content: space-between; gap: 16px;
          flex-wrap: wrap; margin-bottom: 16px; }
        .title .actions { display: flex; gap: 8px; flex-wrap: wrap; }
        .content > * + * { margin-top: 16px; }
        main:not(.wide) > .content { max-width: 720px; }
        .columns { display: grid; grid-template-columns: minmax(0, 720px) minmax(240px, 300px); gap: 40px;
          align-items: start; }
        .aside { position: sticky; top: 24px; display: grid; gap: 16px; max-height: calc(100vh - 48px); overflow-y: auto; }
        .aside .panel .panel { padding: 0; border: 0; }
        .lead { color: var(--faint); max-width: 64ch; }
        .news:empty { display: none; }
        .news p { display: flex; gap: 8px; align-items: center; margin-bottom: 16px; padding: 8px 12px;
          border-radius: 6px; background: var(--good-tint); color: var(--good); }
        .note { padding: 12px 16px; border-radius: 6px; background: var(--accent-tint); }
        .note.alert { background: var(--alert-tint); }
        .note.bad { background: var(--bad-tint); }
        .note > * + * { margin-top: 8px; } .note ol { padding-left: 20px; }
        .note ul { margin-left: 24px; }
        .section { padding: 24px 0; border-top: 1px solid var(--line); }
        .section:first-child { border-top: 0; padding-top: 0; }
        .section > * + * { margin-top: 16px; }
        .section > .lead { margin-top: 4px; }
        .panel { padding: 16px; border: 1px solid var(--line); border-radius: 8px; background: var(--paper); }
        .panel > * + * { margin-top: 12px; }
        .panel ul { list-style: none; }

        /* Before signing in */
        .outside { display: grid; grid-template-rows: auto 1fr; }
        .masthead { display: flex; justify-content: space-between; align-items: center; padding: 16px 24px; }
        .outside main { max-width: 420px; margin: 4vh auto 0; padding: 32px; background: var(--paper);
          border: 1px solid var(--line); border-radius: 12px; align-self: start; }
        @media (max-width: 480px) { .outside main { margin-top: 0; border: 0; border-radius: 0; } }

        /* Controls */
        input, select, textarea, button, .button { font: inherit; color: inherit; }
        input:not([type="checkbox"], [type="radio"], [type="hidden"]), select, textarea { width: 100%;
          min-height: 36px; padding: 6px 10px; font-size: 16px; line-height: 22px; border: 1px solid var(--edge);
          border-radius: 6px; background: var(--paper); }
        @media (min-width: 721px) { input:not([type="checkbox"], [type="radio"]), select, textarea { font-size: 14px; } }
        input[type="number"] { max-width: 140px; }
        textarea { resize: vertical; font-family: var(--mono); }
        ::placeholder { color: var(--faint); opacity: 1; }
        [aria-invalid="true"] { border-color: var(--bad) !important; }
        button, .button { display: inline-flex; align-items: center; justify-content: center; gap: 6px; min-height: 36px;
          padding: 6px 14px; border: 1px solid var(--edge); border-radius: 6px; background: var(--paper);
          font-weight: 500; text-decoration: none; color: var(--text); cursor: pointer; white-space: nowrap; }
        button:hover, .button:hover { background: var(--tint); color: var(--text); }
        .primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
        .primary:hover { background: var(--accent-strong); color: var(--on-accent); }
        .danger { border-color: var(--bad); color: var(--bad); }
        .danger:hover { background: var(--bad-tint); color: var(--bad); }
        .quiet { min-height: 32px; padding: 4px 8px; border-color: transparent; background: none; color: var(--faint); }
        .quiet[aria-current] { color: var(--text); background: var(--tint); }
        .small { min-height: 30px; padding: 3px 10px; font-size: 13px; }
        form.languages { display: flex; gap: 4px; }
        .form { display: grid; gap: 16px; }
        .buttons { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; }
        .field { display: grid; gap: 4px; }
        .password .quiet { margin: 4px 0 0 -10px; }
        .sessions { list-style: none; display: grid; gap: 10px; }
        .field > label, legend { font-weight: 500; }
        .help { font-size: 13px; color: var(--faint); max-width: 68ch; }
        .problem { font-size: 13px; color: var(--bad); font-weight: 500; }
        .problems { padding: 12px 16px; border-radius: 6px; background: var(--bad-tint); color: var(--bad); }
        .problems a { color: inherit; }
        .problems ul { margin: 8px 0 0 24px; }
        .switch > label { display: flex; gap: 10px; align-items: flex-start; font-weight: 500; cursor: pointer; }
        .switch > .help, .switch > .problem { margin-left: 44px; }
        .nested { margin: 10px 0 0 44px; display: grid; gap: 12px; }
        input[role="switch"] { appearance: none; flex: none; width: 34px; height: 20px; margin: 1px 0 0; border-radius: 10px;
          background: var(--edge); position: relative; cursor: pointer; transition: background .12s; }
        input[role="switch"]::after { content: ""; position: absolute; top: 2px; left: 2px; width: 16px; height: 16px;
          border-radius: 50%; background: #fff; transition: transform .12s; }
        input[role="switch"]:checked { background: var(--accent); }
        input[role="switch"]:checked::after { transform: translateX(14px); background: light-dark(#fff, #062a27); }
        input[type="checkbox"]:not([role]), input[type="radio"] { width: 16px; height: 16px; margin: 2px 0 0; flex: none; }
        fieldset { border: 0; min-width: 0; display: grid; gap: 8px; } legend { padding: 0; }
        .cards { gap: 8px; }
        .card { display: flex; gap: 10px; padding: 12px; border: 1px solid var(--line); border-radius: 6px; cursor: pointer;
          background: var(--paper); }
        .card:has(:checked) { border-color: var(--accent); background: var(--accent-tint); }
        .card small { display: block; }
        .picker ul { list-style: none; max-height: 216px; overflow-y: auto; border: 1px solid var(--edge);
          border-radius: 6px; background: var(--paper); }
        .picker li label { display: flex; gap: 10px; align-items: center; min-height: 36px; padding: 4px 12px; cursor: pointer; }
        .picker li label:hover { background: var(--tint); }
        .picker li small { margin-left: auto; }
        .picker .empty { color: var(--faint); }
        .inline { display: flex; flex-wrap: wrap; gap: 8px; align-items: end; }
        .inline > .field { flex: 1 1 180px; }
        .inline > select { flex: 1 1 160px; width: auto; }
        .inline > .field:has(input[type="number"]) { flex: 0 0 140px; }
        details > summary { cursor: pointer; color: var(--accent); font-weight: 500; }
        details[open] > summary { margin-bottom: 12px; }
        .savebar { position: sticky; bottom: 0; z-index: 3; display: flex; align-items: center; gap: 12px; padding: 12px 0;
          background: var(--page); border-top: 1px solid var(--line); }
        .savebar .state { color: var(--alert); font-weight: 500; }

        /* What happens just now */
        .live { position: fixed; right: 16px; bottom: 16px; z-index: 5; width: 360px; max-width: calc(100vw - 32px); }
        .live > div { display: grid; gap: 12px; }
        .livecard { padding: 12px 16px 16px; border: 1px solid var(--line); border-left: 4px solid var(--faint); border-radius: 8px;
          background: var(--raised); box-shadow: 0 8px 24px #0003; overflow-wrap: anywhere; }
        .livecard.arriving { animation: arrive .15s ease-out; }
        @keyframes arrive { from { transform: translateX(24px); opacity: 0; } }
        .livecard.alert { border-left-color: var(--alert); } .livecard.good { border-left-color: var(--good); }
        .livecard.bad { border-left-color: var(--bad); }
        .livecard .top { display: flex; justify-content: space-between; align-items: center; }
        .livecard .top p { display: flex; gap: 8px; align-items: center; }
        .livecard.good .call .primary { background: var(--paper); border-color: var(--edge); color: var(--text); }
        .livecard .top .quiet { margin-right: -8px; min-height: 32px; }
        .livecard .who { font-size: 16px; line-height: 24px; font-weight: 600; } .livecard .who a { color: inherit; }
        .livecard p + p, .livecard .top + p + p { margin-top: 2px; }
        .livecard .buttons { margin-top: 12px; } .livecard .buttons .call button { min-height: 30px; padding: 3px 10px; font-size: 13px; }
        .livecard [aria-pressed="true"] { color: var(--text); background: var(--tint); }

        /* Facts, tables, badges */
        .badge { display: inline-flex; align-items: center; gap: 5px; font-size: 13px; font-weight: 500; white-space: nowrap; }
        .badge.good { color: var(--good); } .badge.bad { color: var(--bad); }
        .badge.alert { color: var(--alert); } .badge.plain { color: var(--faint); }
        .facts { display: grid; grid-template-columns: max-content 1fr; gap: 8px 24px; }
        .facts dt { color: var(--faint); font-weight: 400; }
        .call { display: inline-flex; margin-left: 4px; vertical-align: middle; }
        .call .quiet { min-height: 28px; padding: 4px 6px; color: var(--accent); }
        .call:has(.primary) { margin: 0; }
        .phones { list-style: none; }
        .stage { display: flex; gap: 8px; align-items: center; font-size: 18px; font-weight: 600; }
        .stage.good { color: var(--good); } .stage.bad { color: var(--bad); }
        .stage.alert { color: var(--alert); } .stage.plain { color: var(--faint); }
        .clock { font-size: 28px; font-weight: 600; }
        .clock:empty, #dialling > :empty { display: none; }
        .tablebox { overflow-x: auto; border: 1px solid var(--line); border-radius: 8px; background: var(--paper); }
        table { width: 100%; border-collapse: collapse; font-size: 13px; }
        th, td { height: 40px; padding: 6px 12px; text-align: left; vertical-align: middle; }
        thead th { position: sticky; top: 0; background: var(--paper); color: var(--faint); white-space: nowrap;
          border-bottom: 1px solid var(--line); }
        tbody tr + tr > * { border-top: 1px solid var(--line); }
        tbody tr:hover { background: var(--tint); }
        tbody tr[data-href] { cursor: pointer; }
        td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
        td input:not([type="checkbox"]), td select { min-height: 32px !important; }
        .muted { color: var(--faint); }
        @media (min-width: 721px) { .status td:nth-child(4) { width: 40%; } }
        pre { margin: 0; padding: 12px 16px; max-height: 480px; overflow: auto; white-space: pre-wrap; overflow-wrap: anywhere;
          border: 1px solid var(--line); border-radius: 8px; background: var(--paper); font: 13px/1.5 var(--mono); }
        .parts { display: flex; flex-wrap: wrap; gap: 8px 24px; }
        .missed td { vertical-align: baseline; } .missed .last { min-width: 110px; } .missed summary { padding: 4px 0; }
        .missed .badge { align-items: baseline; } .missed .badge .icon { position: relative; top: 3px; }
        .missed details[open] { text-align: left; }
        @media (min-width: 1101px) {
          .tablebox:has(> .missed) { overflow: visible; }
          .missed details { position: relative; }
          .missed details > form { position: absolute; right: 0; top: 32px; z-index: 2; width: 280px; padding: 16px;
            background: var(--raised); border: 1px solid var(--line); border-radius: 8px; box-shadow: 0 8px 24px rgb(0 0 0 / .18); }
        }
        .checklist { list-style: none; display: grid; gap: 2px; }
        .checklist li { display: flex; gap: 10px; align-items: baseline; padding: 4px 0; }
        .checklist .icon { color: var(--faint); position: relative; top: 2px; }
        .checklist .done { color: var(--text); }
        .checklist .done .icon { color: var(--good); }
        .urls { display: grid; gap: 0; border: 1px solid var(--line); border-radius: 8px; background: var(--paper); }
        .urls > li { list-style: none; padding: 12px 16px; display: grid; gap: 6px; }
        .urls > li + li { border-top: 1px solid var(--line); }
        .copyable { display: flex; gap: 8px; align-items: center; }
        .copyable code { flex: 1; font-size: 12px; padding: 6px 10px; border-radius: 6px; background: var(--tint); user-select: all; }
        .matrix { display: grid; grid-template-columns: 1fr 1fr; gap: 12px; }
        .matrix > * { min-width: 0; }
        .matrix .nested { margin-left: 16px; } .matrix .switch > .help { margin-left: 0; }
        .meaning { padding-top: 8px; border-top: 1px solid var(--line); font-size: 13px; }
        .verdicts { list-style: none; display: grid; gap: 10px; }
        .verdicts li { display: grid; grid-template-columns: 20px 1fr; gap: 8px; }
        .empty-state { display: grid; justify-items: center; gap: 6px; padding: 40px 16px; text-align: center; color: var(--faint); }
        .empty-state b { color: var(--text); }
        .empty-state svg { width: 80px; stroke: var(--line); stroke-width: 6; stroke-linecap: round; margin-bottom: 8px; }
        a.plain { color: inherit; text-decoration: none; }
        tr:hover a.plain { text-decoration: underline; }
        .badge.long { display: flex; align-items: flex-start; white-space: normal; font-weight: 400; }
        .badge.long .icon { margin-top: 2px; }
        td .badge { vertical-align: middle; }
        td .badge + .badge { margin-left: 10px; }
        td time { white-space: nowrap; }
        .verdicts .badge { align-self: start; min-height: 21px; }
        .filters > .field { flex: 1 1 130px; }
        .filters input { height: 36px; }
        .summary { display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: center; color: var(--faint); }
        .player audio { display: block; width: 100%; height: 40px; border-radius: 6px; }
        .player .problem:empty { display: none; }
        .player [aria-pressed="true"] { color: var(--text); background: var(--tint); }
        .player > .buttons { justify-content: space-between; }
        .timeline { min-width: 200px; width: 50%; }
        .timeline svg { display: block; width: 100%; height: 12px; border-radius: 3px; }
        .timeline .track { fill: var(--tint); } .timeline .rang { fill: var(--alert); } .timeline .talked { fill: var(--good); }
        .from-to { grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); } .from-to dd { overflow-wrap: anywhere; }
        .from-to del { color: var(--faint); } .from-to ins { text-decoration: none; font-weight: 500; }

        @media (max-width: 1100px) { .columns { grid-template-columns: minmax(0, 720px); } .aside { position: static; max-height: none; } }
        @media (max-width: 720px) {
          .inside { display: block; }
          .rail { position: static; height: auto; display: grid; grid-template-columns: 1fr auto; padding: 12px 16px;
            border-right: 0; border-bottom: 1px solid var(--line); gap: 4px 12px; }
          .rail .brand { padding: 4px 0; gap: 0; font-size: 0; }
          .rail .head { justify-content: flex-start; gap: 8px; }
          .rail .foot { margin: 0; display: flex; gap: 0; align-items: center; }
          .rail .foot button { min-height: 44px; }
          body.inside { padding-bottom: 64px; }
          .rail > ul { position: fixed; left: 0; right: 0; bottom: 0; z-index: 4; overflow-x: auto; background: var(--paper);
            border-top: 1px solid var(--line); display: flex; gap: 0; }
          .rail li.parted { margin: 0; padding: 0; border: 0; }
          .rail li { flex: 1 0 72px; }
          .rail li a { flex-direction: column; gap: 2px; padding: 8px 4px; font-size: 11px; line-height: 13px; text-align: center;
            border-radius: 0; min-height: 56px; justify-content: center; }
          .flyout { top: 60px; }
          .live { right: 8px; left: 8px; bottom: 72px; width: auto; max-width: none; }
          .livecard .buttons .call button { min-height: 36px; }
          .rail li a { position: relative; } .rail li .count { position: absolute; top: 2px; left: calc(50% + 6px); }
          main { padding: 16px 16px 40px; }
          .savebar { bottom: 57px; }
          .matrix, .from-to { grid-template-columns: 1fr; }
          .facts:not(.pairs) { grid-template-columns: 1fr; gap: 2px; } .facts:not(.pairs) dd { margin-bottom: 8px; }
          button, .button, select, input:not([type="checkbox"], [type="radio"], [type="hidden"]) { min-height: 44px; }
          .small { min-height: 36px; } .call .quiet { min-height: 44px; min-width: 44px; }
          .stacked thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
          .stacked tr { display: block; padding: 8px 0; }
          .stacked td { display: flex; gap: 12px; justify-content: space-between; align-items: center; height: auto;
            min-height: 32px; border: 0 !important; text-align: right; }
          .stacked td::before { content: attr(data-label); color: var(--faint); text-align: left; flex: none; }
          .stacked .timeline { width: auto; } .stacked .timeline svg { flex: 1; }
          .stacked td:first-child { font-size: 14px; font-weight: 500; text-align: left; }
          .stacked td:first-child::before { content: none; }
          .stacked td:empty { display: none; }
          .copyable { flex-wrap: wrap; } .copyable code { flex-basis: 100%; }
        }
        @media (prefers-reduced-motion: reduce) { *, ::before, ::after { transition: none !important; animation: none !important; } }
        @media print { .rail, .live, .savebar, .buttons, .title .actions { display: none; } .inside { display: block; } main { max-width: none; } }
        """#
}
