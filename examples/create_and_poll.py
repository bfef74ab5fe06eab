"""Ask an assistant, wait for its run to end, print what it wrote.

Needs OPENAI_API_KEY. Written against `openai`; only the import line differs.
"""

from __future__ import annotations

from openai_runs import OpenAI


def main() -> None:
    client = OpenAI()
    assistant = client.beta.assistants.create(
        name="Maths tutor",
        instructions="You are a maths tutor. Write and run code to answer questions.",
        tools=[{"type": "code_interpreter"}],
        model="gpt-4o",
    )
    thread = client.beta.threads.create()
    client.beta.threads.messages.create(
        thread_id=thread.id,
        role="user",
        content="I need to solve the equation `3x + 11 = 14`. Can you help me?",
    )
    run = client.beta.threads.runs.create_and_poll(
        thread_id=thread.id,
        assistant_id=assistant.id,
        instructions="Please address the user as Jane Doe.",
    )
    print("run:", run.status)
    if run.status == "completed":
        for message in client.beta.threads.messages.list(thread_id=thread.id):
            for part in message.content:
                if part.type == "text":
                    print(f"{message.role}: {part.text.value}")
    client.beta.assistants.delete(assistant.id)


if __name__ == "__main__":
    main()
