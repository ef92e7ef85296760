"""Résumés and adverts of varied shapes, all invented, and what in them is personal."""

from dataclasses import dataclass
from functools import cache

from greenroom.content.from_resume import load_guide
from greenroom.resume.advert import read_advert
from greenroom.resume.guide import Guide
from greenroom.resume.resume import read_resume
from greenroom.resume.resume_script import ResumeInterview, prepare


@dataclass(frozen=True)
class Written:
    """A document, what is personal in it, and words that its questions should take up."""

    text: str
    personal: tuple[str, ...]
    taken_up: tuple[str, ...]


STUDENT = Written(
    """\
Amara Okonkwo-Lindqvist
amara.okonkwo@example.org | +46 70 123 45 67 | github.com/amaraok | Storgatan 14, 582 23 Linköping
Born 4 May 2001, Swedish citizen, single

EDUCATION
MSc Machine Learning, Linköping University, 2023 – 2025
Thesis: Small language models for triaging emergency calls
BSc Cognitive Science, 2020 – 2023. Grade average 4.6

PROJECTS
Bird calls on a microcontroller (PyTorch, TensorFlow Lite)
• Trained a convolutional network that recognizes 40 bird species from three seconds of sound
• Reduced the model from 12 MB to 400 kB with quantization, losing 1.5 points of accuracy
Recipe search
• Built a semantic search over 30,000 recipes with sentence-transformers and FAISS

EXPERIENCE
Teaching assistant, Linköping University, autumn 2024
• Taught a weekly lab for 25 students in statistics
• Wrote the automatic grading for the Python exercises

SKILLS
Python, PyTorch, scikit-learn, SQL, Git, Docker (basics)

LANGUAGES
Swedish, English, Igbo
""",
    ("amara", "okonkwo", "lindqvist", "70 123", "storgatan", "582 23", "2001", "single", "citizen",
     "igbo"),
    ("Small language models for triaging emergency calls", "PyTorch", "400 kB",
     "taught a weekly lab"),
)  # fmt: skip

SENIOR = Written(
    """\
# GRANT WILLOUGHBY
Staff ML Engineer — Leeds LS6 3HN — grant@willoughby.dev — 07700 900123

## Summary
Staff engineer with 12 years of experience in NLP and search. Expert in
retrieval-augmented generation.

## Experience

### Staff ML Engineer, Harrow & Pike Insurance (2021–present)
- **Led** a team of six engineers rebuilding claims triage on LLMs
- Cut inference latency by 40% by moving three models from CPU to TensorRT
- Designed an evaluation suite for RAG answers, which found 300 wrong policies before launch
- Reported to Margaret Hollis; mentored two junior scientists
- Saved £1.2 million a year by routing easy questions to a small model

### Senior Data Scientist, Oakmere Retail (2016–2021)
- Built a demand forecast for 4,000 products with LightGBM, replacing last week's average
- Introduced A/B testing to the pricing team; stopped two launches because of it
- Rolled out Airflow and MLflow across four teams

## Publications
- G. Willoughby, M. Hollis. "Calibrating answer confidence in retrieval systems".
  Workshop on Reliable NLP, 2023.

## Skills
Python, RAG, LangGraph, vLLM, Kubernetes, Spark, Terraform, AWS, leadership

## Personal
Married, two children. References: Margaret Hollis, +44 20 7946 0958.
""",
    ("grant", "willoughby", "leeds", "ls6", "07700", "margaret", "hollis", "7946", "married",
     "children"),
    ("40%", "£1.2 million", "led a team of six engineers",
     "Expert in retrieval-augmented generation",
     "Calibrating answer confidence in retrieval systems"),
)  # fmt: skip

CHANGER = Written(
    """\
Nurse turned data analyst

Contact
Name: Tomasz Wiśniewski-Bray
Phone: (415) 555-0132
Address: 12 Orchard Lane, Sausalito, CA 94965
Age: 43

Profile
After fourteen years on a ward I moved into data. I have built dashboards that nurses use every
night, and I am proficient in SQL and pandas.

Work history
Data Analyst, St Brannock Hospital Group, 2022 to now
    - I developed a model in XGBoost that predicts which beds will be free tomorrow
    - Worked with nurses and porters to define what "free" means
    - Automated a weekly report that had taken two days, now ready in 15 minutes
Ward Nurse, 2008 to 2022
    - Coordinated a team of nine nurses on night shifts
    - Trained new staff in record keeping, after my own maternity leave

Courses
Deep learning specialization (online), 2023
""",
    ("tomasz", "wiśniewski", "bray", "555", "orchard", "94965", "43", "maternity"),
    ("XGBoost", "15 minutes", "coordinated a team of nine nurses", "proficient in SQL"),
)

COLUMNS = Written(
    """\
PRIYA RAMANATHAN                           MACHINE LEARNING ENGINEER

CONTACT                                    EXPERIENCE
priya.r@example.com                        ML Engineer, Lumo Logistics, 2020 - now
+91 98765 43210                            • Deployed a computer vision model on 60 loading docks
Bengaluru 560001                           • Improved detection recall from 0.71 to 0.88 with
                                             harder negatives
SKILLS                                     • Migrated training to Kubernetes and Ray
PyTorch                                    • Mentored three interns
OpenCV
Kubernetes                                 Data Scientist, Finch Bank, 2017 - 2020
ONNX Runtime                               • Developed fraud scores with gradient boosting
SQL                                        • Introduced SHAP reports for the review team

LANGUAGES                                  EDUCATION
Tamil, English, Hindi                      B.Tech. Computer Science, 2017
""",
    ("priya", "ramanathan", "98765", "560001", "bengaluru", "tamil"),
    ("0.71 to 0.88", "mentored three interns", "PyTorch", "fraud scores"),
)

GERMAN = Written(
    """\
LEBENSLAUF

Persönliche Daten
Name: Jonas Kesselring
Geboren am 3. März 1988 in Kassel, verheiratet, zwei Kinder
Anschrift: Lindenstraße 7, 34117 Kassel
E-Mail: j.kesselring@example.de

Berufserfahrung
Senior Data Engineer, Nordlicht Energie GmbH, seit 2019
- Aufbau einer Datenplattform mit Apache Kafka, Airflow und Snowflake
- Einführung von MLflow und Überwachung der Modelle im Betrieb
Data Scientist, Wetterwerk AG, 2014 bis 2019
- Entwicklung von Prognosen für Windparks mit XGBoost und PyTorch

Kenntnisse
Python, SQL, Terraform, Azure, Scrum

Sprachen
Deutsch, Englisch
""",
    ("jonas", "kesselring", "1988", "kassel", "lindenstraße", "34117", "verheiratet", "kinder"),
    ("Kafka", "MLflow"),
)

PLAIN = Written(
    """\
Ruth Adeyemi-Castellanos, ruth.adeyemi@example.net

I build agents. At Tidepool Travel I designed a booking agent with LangGraph that resolves 62% of
requests without a person. I wrote its guardrails myself and reduced the cost per conversation from
11 to 4 cents.

Before that I spent six years on recommender systems. I launched a ranking model for hotel search,
and it increased bookings by 3.2% in an A/B test over five weeks.

I have extensive experience with PyTorch and with Kubernetes.
""",
    ("ruth", "adeyemi", "castellanos"),
    ("62%", "3.2%", "LangGraph"),
)

RESUMES = {"student": STUDENT, "senior": SENIOR, "changer": CHANGER, "columns": COLUMNS,
           "german": GERMAN, "plain": PLAIN}  # fmt: skip

ADVERT = """\
Senior Machine Learning Engineer (m/f/d)

About us
We're Blue Heron, a company of 80 people. Our office has a Tableau dashboard for coffee.

What you'll do
- Build RAG systems for customer service and keep them honest
- Own our evaluation with LangSmith

What you bring
- Five years of Python and solid SQL
- Experience with PyTorch and Kubernetes
- You've run models in production, with monitoring by Prometheus or Grafana
- Strong communication skills
- Terraform would be great

Nice to have
- Rust
- Reinforcement learning

What we offer
- A yearly budget for courses, such as Databricks trainings
- Contact: Helena Voss, jobs@blueheron.example, +49 30 901820
"""


@cache
def guide() -> Guide:
    return load_guide()


def prepared(resume: str, advert: str = "") -> ResumeInterview:
    """The interview on these two."""
    requirements = read_advert(advert, guide()) if advert else ()
    return prepare(read_resume(resume, guide()), requirements, guide())


def spoken(made: ResumeInterview) -> str:
    """Everything that may be said aloud."""
    asks = [question.ask for question in made.script.questions]
    return "\n".join([made.script.welcome, *asks, *made.claims.values(), made.script.closing])
