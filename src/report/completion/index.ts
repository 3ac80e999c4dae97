import { jsonReporter, type Reporters } from "../reporter.js";

export const shells = ["bash", "zsh", "powershell"] as const;

/** What can follow a command: subcommands, fixed values, options. The path is empty for the program itself. */
export interface CompletionWords {
  path: string;
  words: string[];
}

export interface Completion {
  shell: (typeof shells)[number];
  commands: CompletionWords[];
  /** Options that hold everywhere. */
  options: string[];
}

/** The script of a shell. All words are our own: letters, digits, `-`. */
export const completionReporters: Reporters<Completion> = {
  text: (completion) =>
    ({ bash: bashScript, zsh: zshScript, powershell: powershellScript })[completion.shell](completion),
  json: jsonReporter("bangiao-completion/1"),
};

function cases({ commands }: Completion, line: (one: CompletionWords) => string): string {
  return commands.map(line).join("\n");
}

const withValue = ["--workspace", "--lang", "--format", "--progress"];

/** The words before the cursor that name commands, as both Unix shells find them. */
function pathLoop(array: string, first: number, last: string): string {
  return `  local line="" known word skip=0 index
  for ((index = ${first}; index < ${last}; index++)); do
    word="\${${array}[index]}"
    if [ "$skip" = 1 ]; then skip=0; continue; fi
    case "$word" in
      ${withValue.join("|")}) skip=1; continue ;;
      -*) continue ;;
    esac
    if _bangiao_words "\${line:+$line }$word" >/dev/null; then line="\${line:+$line }$word"; else break; fi
  done`;
}

function wordsFunction(completion: Completion): string {
  return `_bangiao_words() {
  case "$1" in
${cases(completion, ({ path, words }) => `    "${path}") echo "${words.join(" ")}" ;;`)}
    *) return 1 ;;
  esac
}`;
}

function bashScript(completion: Completion): string {
  return `# bangiao, bash
${wordsFunction(completion)}
_bangiao() {
  local current="\${COMP_WORDS[COMP_CWORD]}"
${pathLoop("COMP_WORDS", 1, "COMP_CWORD")}
  known="$(_bangiao_words "$line")"
  case "$current" in
    -*) known="$known ${completion.options.join(" ")}" ;;
  esac
  COMPREPLY=($(compgen -W "$known" -- "$current"))
}
complete -o default -F _bangiao bangiao
`;
}

function zshScript(completion: Completion): string {
  return `# bangiao, zsh
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }
${wordsFunction(completion)}
_bangiao() {
  setopt localoptions noksharrays
${pathLoop("words", 2, "CURRENT")}
  known="$(_bangiao_words "$line")"
  case "\${words[CURRENT]}" in
    -*) known="$known ${completion.options.join(" ")}" ;;
  esac
  compadd -- \${=known}
  _files
}
compdef _bangiao bangiao
`;
}

function powershellScript(completion: Completion): string {
  const list = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(", ");
  return `# bangiao, PowerShell 5.1 or newer
Register-ArgumentCompleter -Native -CommandName bangiao -ScriptBlock {
  param($wordToComplete, $commandAst, $cursorPosition)
  $table = @{
${cases(completion, ({ path, words }) => `    '${path}' = @(${list(words)})`)}
  }
  $common = @(${list(completion.options)})
  $withValue = @(${list(withValue)})
  $path = ''
  $skip = $false
  foreach ($element in @($commandAst.CommandElements | Select-Object -Skip 1)) {
    $word = $element.Extent.Text
    if ($element.Extent.EndOffset -ge $cursorPosition) { break }
    if ($skip) { $skip = $false; continue }
    if ($withValue -contains $word) { $skip = $true; continue }
    if ($word.StartsWith('-')) { continue }
    $longer = ($path + ' ' + $word).Trim()
    if (-not $table.ContainsKey($longer)) { break }
    $path = $longer
  }
  $known = @($table[$path])
  if ($wordToComplete.StartsWith('-')) { $known += $common }
  $known | Where-Object { $_ -like ($wordToComplete + '*') } | ForEach-Object {
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }
}
`;
}
