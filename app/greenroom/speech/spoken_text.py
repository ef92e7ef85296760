"""Written text as an interviewer would say it: what a voice is given instead of the caption."""

import re

# How people in the field say what voices would spell, or read as another word. Capitals matter:
# "MAP" is an estimate, "mAP" a mean. A plural or genitive s is kept.
_TERMS = {
    "ARIMA": "areema",
    "ARPU": "are poo",
    "AUC": "A-U-C",
    "AWS": "A.W.S",
    "BLEU": "blue",
    "C#": "C sharp",
    "CUDA": "cooda",
    "DBSCAN": "D-B scan",
    "FAISS": "face",
    "GAN": "gan",
    "GloVe": "glove",
    "INT8": "int 8",
    "IoU": "I-O-U",
    "JSON": "jason",
    "Kubernetes": "koober netease",
    "LightGBM": "light G-B-M",
    "MLflow": "M-L flow",
    "NaN": "nan",
    "ONNX": "onyx",
    "PostgreSQL": "postgres",
    "ROC": "R-O-C",
    "ReLU": "rell you",
    "ResNet": "rez net",
    "SHAP": "shap",
    "SQLite": "sequel light",
    "UMAP": "you map",
    "ViT": "vision transformer",
    "XGBoost": "X-G boost",
    "YAML": "yammel",
    "YOLO": "yolo",
    "id": "ID",
    "k-NN": "KNN",
    "k8s": "koober netease",
    "résumé": "resume",  # heard as "race of May" otherwise
    "Résumé": "Resume",
    "mAP": "mean average precision",
    "nDCG": "N-D-C-G",
    "scikit-learn": "sigh kit learn",
    "t-SNE": "tee snee",
    "word2vec": "word to vec",
}

_SYMBOLS = {
    "≥": "at least",
    "≤": "at most",
    "≈": "about",
    "≠": "is not",
    "→": "to",
    "×": "times",
    "±": "plus or minus",
    "²": "squared",
    "³": "cubed",
    "√": "the square root of",
}

_GREEK = {
    "α": "alpha",
    "β": "beta",
    "γ": "gamma",
    "δ": "delta",
    "ε": "epsilon",
    "θ": "theta",
    "λ": "lambda",
    "μ": "mu",
    "π": "pi",
    "ρ": "rho",
    "σ": "sigma",
    "τ": "tau",
}

_SCALES = {"k": "thousand", "K": "thousand", "M": "million", "B": "billion"}

# Pattern and what it becomes, in this order.
_RULES = tuple(
    (re.compile(pattern, re.MULTILINE), spoken)
    for pattern, spoken in (
        (r"[\x00-\x08\x0e-\x1f\x7f]", " "),
        # Markdown, which language models write unasked.
        (r"\[([^\]]+)\]\([^)]*\)", r"\1"),
        (r"^\s*(?:#{1,6}|[-*•])\s+", ""),
        (r"(?<=\d)\s?\*\s?(?=\d)", " times "),
        (r"[`*]+", ""),
        (r"(?<!\w)_+|_+(?!\w)", ""),
        # Code and formulas.
        (r"\b(\w+)\.py\b", r"\1 dot pie"),
        (r"(?<=\w)_(?=\w)", " "),
        (r"\bO\(([^)]+)\)", r"O of \1"),
        (r"\b(\d+(?:\.\d+)?)e-(\d+)\b", r"\1 times 10 to the minus \2"),
        (r"\b(\d+(?:\.\d+)?)e\+?(\d+)\b", r"\1 times 10 to the \2"),
        (r"(?<=\d)\^(?=\d)", " to the "),
        (r"\b24/7\b", "twenty-four seven"),
        (r"\b1:1s?\b", "one on one"),
        (r"\bYOLOv(?=\d)", "YOLO v"),
        (r"\b([A-Z])/(?=[A-Z]\b)", r"\1-"),
        (r"(?<=[A-Za-z])/(?=[A-Za-z])", " "),
        (r"~\s?(?=[$€£]?\d)", "about "),
        (r"(?:^|(?<=\s))>\s?(?=\d)", "more than "),
        (r"(?:^|(?<=\s))<\s?(?=\d)", "less than "),
        # Shorthand.
        (r"\be\.g\.,?", "for example"),
        (r"\bi\.e\.,?", "that is"),
        (r"\bvs\.?(?!\w)", "versus"),
        (r"\bw/(?=\s)", "with"),
    )
)
_GREEK_LETTER = re.compile("[" + "".join(_GREEK) + "]")
_SCALED = re.compile(r"(?<![\w.-])([$€£]?\d+(?:\.\d+)?)([kKMB])(?![\w-])")
_TERM = re.compile(
    r"(?<!\w)("
    + "|".join(re.escape(term) for term in sorted(_TERMS, key=len, reverse=True))
    + r")(['’]?s)?(?!\w)"
)


def spoken_text(text: str) -> str:
    """Spell symbols, shorthand, and terms of the field as they are said, on one line."""
    for pattern, spoken in _RULES:
        text = pattern.sub(spoken, text)
    text = _SCALED.sub(lambda match: f"{match[1]} {_SCALES[match[2]]}", text)
    text = _TERM.sub(lambda match: _TERMS[match[1]] + (match[2] or ""), text)
    for symbol, spoken in _SYMBOLS.items():
        text = text.replace(symbol, f" {spoken} ")
    text = _GREEK_LETTER.sub(lambda match: _GREEK[match[0]], text)
    return re.sub(r"\s+([,.;:?!])", r"\1", " ".join(text.split()))
