//! What the service asks of whatever keeps images; each adapter is held to it.

use server::images::StoredImages;
use store::ports::Images;

use super::s3::S3;

fn sorted(mut keys: Vec<String>) -> Vec<String> {
    keys.sort();
    keys
}

async fn keeps_files(images: &dyn Images) {
    assert_eq!(images.keys().await.expect("none"), Vec::<String>::new());
    let (key, beside) = ("photos/a/320.webp", "photos/ab/320.webp");
    assert_eq!(images.get(key).await, Ok(None));
    images.put(key, b"bytes".to_vec()).await.expect("written");
    images.put(beside, vec![7; 300_000]).await.expect("written");
    images.put("photos/a/share-1001-00ff.jpg", Vec::new()).await.expect("an empty file");
    assert_eq!(images.get(key).await.expect("read").as_deref(), Some(&b"bytes"[..]));
    assert_eq!(images.get(beside).await.expect("read"), Some(vec![7; 300_000]));
    assert_eq!(images.get("photos/a/share-1001-00ff.jpg").await, Ok(Some(Vec::new())));
    images.put(key, b"other".to_vec()).await.expect("written over");
    assert_eq!(images.get(key).await.expect("read").as_deref(), Some(&b"other"[..]));
    // A folder's name that begins alike is another folder.
    assert_eq!(sorted(images.below("photos/a").await.expect("a list")), [key, "photos/a/share-1001-00ff.jpg"]);
    assert_eq!(images.below("photos/none").await, Ok(Vec::new()));
    assert_eq!(sorted(images.keys().await.expect("all")).len(), 3);
    for bad in ["../secret", "photos/../../secret", "photos//a"] {
        assert!(!matches!(images.get(bad).await, Ok(Some(_))), "{bad}");
    }
    for _ in 0..2 {
        images.delete(key).await.expect("deleted, also when it was");
    }
    assert_eq!(images.get(key).await, Ok(None));
    for key in images.keys().await.expect("the rest") {
        images.delete(&key).await.expect("deleted");
    }
    assert_eq!(images.keys().await, Ok(Vec::new()));
}

/// More than a store lists at once.
async fn lists_all(images: &dyn Images) {
    let keys: Vec<String> = (0..1_050).map(|n| format!("photos/many/{n:04}.webp")).collect();
    for key in &keys {
        images.put(key, vec![1]).await.expect("written");
    }
    assert_eq!(sorted(images.below("photos/many").await.expect("a list")), keys);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_folder() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let images = StoredImages::in_folder(&folder.path().join("images")).expect("images");
    keeps_files(&images).await;
    lists_all(&images).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_bucket() {
    let s3 = S3::start().await;
    keeps_files(&*s3.images()).await;
    lists_all(&*s3.images()).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn spaces_that_share_a_bucket_see_nothing_of_each_other() {
    let s3 = S3::start().await;
    let (one, other) = (s3.images_below("mitaka"), s3.images_below("kichijoji/fab"));
    one.put("photos/a/320.webp", vec![1]).await.expect("written");
    keeps_files(&*other).await;
    assert_eq!(one.keys().await, Ok(vec!["photos/a/320.webp".to_owned()]));
    assert_eq!(s3.images().keys().await, Ok(vec!["mitaka/photos/a/320.webp".to_owned()]));
}
