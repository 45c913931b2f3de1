from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_review_in_full")]

    operations = [
        migrations.AddIndex(
            model_name="document",
            index=models.Index(fields=["-uploaded_at", "-id"], name="document_newest_first"),
        ),
    ]
